/** Words that several kinds share, in German. */
import type { shared as English } from './words'
import type { Words } from '@/ui/words'

export const shared: Words<typeof English> = {
  noPart: (name) =>
    `Dieses Item hat keinen Teil namens „${name}“. Überspringen Sie es, oder sagen Sie es der Projektleitung: Sein Import oder die Frage muss berichtigt werden.`,
  shownOrder: (order) => `gezeigt als ${order}`,
  shownUnknown: 'gezeigte Reihenfolge nicht bekannt',
  shownReply: (name) => (name === null ? 'keine Präferenz' : `bevorzugt ${name}`),
  noneBetter: 'Keine ist besser',
  changed:
    'Dies wurde geändert, nachdem es beurteilt wurde. Sehen Sie es noch einmal an und urteilen Sie neu.',
}

/** Words of the kind chat, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

const turns = (n: number) => (n === 1 ? '1 Beitrag' : `${count(n)} Beiträge`)

export const words: Words<typeof English> = {
  title: 'Gespräch',
  missing: 'Beurteilen Sie das Gespräch.',
  missingTurns: (list) => `Noch nicht beurteilt: ${list}.`,
  turnsList: (numbers) =>
    `${numbers.length === 1 ? 'Beitrag' : 'Beiträge'} ${numbers.slice(0, 10).join(', ')}`,
  missingWhole: 'Bewerten Sie das Gespräch als Ganzes.',
  missingReply: 'Wählen Sie die bessere Antwort, oder sagen Sie, dass es keine gibt.',
  emptyRewrite: (n) =>
    `Die neue Fassung von Beitrag ${String(n)} ist leer; schreiben Sie sie, oder nehmen Sie sie heraus.`,
  badTurn: (n) => `Was über Beitrag ${String(n)} gesagt ist, passt nicht zur Frage; urteilen Sie neu.`,
  staleTurn: (n) => `Beitrag ${String(n)} wurde nach dem Urteil geändert; urteilen Sie neu.`,
  noPart: (name) =>
    `Dieses Item hat kein Gespräch${name ? ` „${name}“` : ''}. Überspringen Sie es, oder sagen Sie es der Projektleitung.`,
  shownNothing: 'nichts markiert',
  rewritten: (n) => `${count(n)} umgeschrieben`,
  of: (value, high) => `${String(value)} von ${String(high)}`,
  verdict: (n) => `Urteil über Beitrag ${String(n)}`,
  ofTurn: (n) => ` Beitrag ${String(n)}`,
  rewrite: 'Umschreiben',
  dropRewrite: 'Neue Fassung herausnehmen',
  yourTurn: (n) => `Ihre Fassung von Beitrag ${String(n)}`,
  whole: 'Das Gespräch als Ganzes',
  reply: 'Welche Antwort ist besser?',
  progress: (done, all) => `${count(done)} / ${turns(all)} beurteilt.`,
  marked: (n) => (n === 0 ? 'Kein Beitrag ist markiert.' : `${turns(n)} markiert.`),
  none: 'Nichts darin zu markieren',
  noneDone: 'Sie sagen: nichts zu markieren.',
  how: 'Auf und ab gehen von Beitrag zu Beitrag.',
  next: 'Zum nächsten',
}

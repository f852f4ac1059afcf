/** Words of the kind classification, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Auswahl',
  about: 'Ein Label oder mehrere werden aus einer Liste gewählt.',
  freshA: 'Ja',
  freshB: 'Nein',
  missing: 'Wählen Sie ein Label.',
  missingMany: 'Wählen Sie die passenden Labels oder „Keines davon“.',
  twice: 'Ein Label ist zweimal gewählt.',
  exactlyOne: 'Wählen Sie genau ein Label.',
  none: 'keines davon',
  noneButton: 'Keines davon',
  fewLabels: 'Eine Auswahl braucht mindestens zwei Labels.',
  filter: 'Label suchen',
  noMatch: 'Kein Label hat dies im Namen.',
  multiple: 'Mehrere Labels können passen, oder keines',
  labels: 'Labels',
  labelName: (n) => `Name von Label ${String(n)}`,
  addLabel: 'Label hinzufügen',
}

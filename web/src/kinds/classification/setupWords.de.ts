/** Words that set a question of the kind classification up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Ein Label oder mehrere werden aus einer Liste gewählt.',
  freshA: 'Ja',
  freshB: 'Nein',
  fewLabels: 'Eine Auswahl braucht mindestens zwei Labels.',
  multiple: 'Mehrere Labels können passen, oder keines',
  labels: 'Labels',
  labelName: (n) => `Name von Label ${String(n)}`,
  addLabel: 'Label hinzufügen',
}

/** Words of the kind classification, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Auswahl',
  missing: 'Wählen Sie ein Label.',
  missingMany: 'Wählen Sie die passenden Labels oder „Keines davon“.',
  twice: 'Ein Label ist zweimal gewählt.',
  exactlyOne: 'Wählen Sie genau ein Label.',
  none: 'keines davon',
  noneButton: 'Keines davon',
  filter: 'Label suchen',
  noMatch: 'Kein Label hat dies im Namen.',
}

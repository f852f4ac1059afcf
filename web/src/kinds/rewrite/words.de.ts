/** Words of the kind rewrite, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Umschreiben',
  missing: 'Ändern Sie den Text, oder sagen Sie, dass er so bleiben kann.',
  mustChange: 'Der Text ist, wie er war; ändern Sie ihn.',
  tooLong: (n, most) => `${count(n)} Zeichen; höchstens ${count(most)}.`,
  tooShort: (n, least) => `${count(n)} Zeichen; mindestens ${count(least)}.`,
  stale:
    'Der Text wurde geändert, nachdem dies geschrieben wurde. Vergleichen Sie beide, und schreiben Sie neu, was noch gilt.',
  noPart: (name) =>
    `Dieses Item hat keinen Text ${name ? `„${name}“ ` : ''}zum Umschreiben. Überspringen Sie es, oder sagen Sie es der Projektleitung.`,
  original: 'Text',
  changes: 'Text, mit Ihren Änderungen markiert',
  yours: 'Ihre Fassung',
  write: 'Ihre Fassung schreiben',
  keep: 'So lassen',
  kept: 'Sie lassen den Text, wie er ist.',
  again: 'Vom Text neu beginnen',
  count: (n, most) => `${count(n)} von ${count(most)} Zeichen`,
  unchanged: 'Noch ist nichts geändert.',
}

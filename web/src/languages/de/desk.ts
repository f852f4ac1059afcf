/** Words of the desk and of the kinds of questions, in German, by the file of the English ones. */
import type { words as English } from '@/languages/en/desk'
import type { Words } from '@/ui/words'
import { desk } from '@/ui/strings/de/desk'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/words.de'

const kinds = import.meta.glob<object>('../../kinds/*/words.de.ts', { eager: true, import: 'words' })

export const words: Words<typeof English> = {
  'ui/strings/desk': desk,
  'kinds/words': shared,
  ...byFile(kinds),
}

/** Words of the desk and of the kinds of questions, in Arabic, by the file of the English ones. */
import type { words as English } from '@/languages/en/desk'
import type { Words } from '@/ui/words'
import { desk } from '@/ui/strings/ar/desk'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/words.ar'

const kinds = import.meta.glob<object>('../../kinds/*/words.ar.ts', { eager: true, import: 'words' })

export const words: Words<typeof English> = {
  'ui/strings/desk': desk,
  'kinds/words': shared,
  ...byFile(kinds),
}

/** Words of the desk and of the kinds of questions, in English, by the file of the English ones. */
import { desk } from '@/ui/strings/desk'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/words'

const kinds = import.meta.glob<object>('../../kinds/*/words.ts', { eager: true, import: 'words' })

export const words = {
  'ui/strings/desk': desk,
  'kinds/words': shared,
  ...byFile(kinds),
}

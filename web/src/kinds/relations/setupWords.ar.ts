/** Words that set a question of the kind relations up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يعلّم الناس مقاطع من نص ويرسمون بينها أسهمًا: من يعمل أين.',
  fresh: 'ينتمي إلى',
}

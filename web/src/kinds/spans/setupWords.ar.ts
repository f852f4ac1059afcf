/** Words that set a question of the kind spans up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يعلّم الناس مقاطع من نص: أسماء، ادعاءات، أخطاء. قد تتداخل وقد تتباعد.',
}

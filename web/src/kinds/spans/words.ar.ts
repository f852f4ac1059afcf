/** Words of the kind spans, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'مقاطع',
  about: 'يعلّم الناس مقاطع من نص: أسماء، ادعاءات، أخطاء. قد تتداخل وقد تتباعد.',
}

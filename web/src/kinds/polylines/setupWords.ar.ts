/** Words that set a question of the kind polylines up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يرسم الناس خطوطًا على طول ما في الصورة.',
  freshA: 'مسار',
  freshB: 'حافة الرصيف',
  reach: 'البكسلات التي لا تشترك الخطوط بعدها في شيء',
  reachHelp: 'موضع يبعد نصف ذلك عن خط آخر يشترك معه في النصف. المعتاد 16.',
  directed: 'اتجاه الخط محسوب',
  directedHelp: 'عندئذ يكون خطان متعاكسان خطين مختلفين، ويُرسم كل منهما بسهم.',
  tolerance: 'الطول المشترك الذي يُعد به خطان واحدًا',
  toleranceHelp: 'من 0.1 إلى 0.95: جزء طول كليهما الواقع عند الآخر. المعتاد 0.5.',
  badReach: 'يجب أن تكون البكسلات من 1 إلى 1000.',
  badTolerance: 'يجب أن يكون الطول المشترك من 0.1 إلى 0.95.',
}

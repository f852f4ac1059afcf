/** Words that set a question of the kind ranking up, in Arabic. */
import type { words as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يرتّب الناس حتى اثني عشر مخرجًا، الأفضل أولًا. لا ثقة له: تُحسم العناصر بالعدد.',
  few: 'يحتاج الترتيب مخرجين على الأقل.',
  many: 'في الترتيب اثنا عشر مخرجًا على الأكثر.',
  ties: 'يجوز أن تكون لعدة مخرجات المرتبة نفسها',
  addOutput: 'إضافة مخرج',
  removeOutput: (name) => say`إزالة ${name || 'هذا المخرج'}`,
}

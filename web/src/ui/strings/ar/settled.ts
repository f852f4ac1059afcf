/** Words for how items came to be settled, in Arabic. */
import type { settled as English } from '@/ui/strings/settled'
import type { Words } from '@/ui/words'

export const settled: Words<typeof English> = {
  metProved: 'تبلغ الهدف، بإثبات المعيار الذهبي',
  metEstimated: 'تبلغ الهدف تقديرًا',
  how: {
    met: 'تبلغ الهدف',
    'most-reached': 'دون الهدف، بلغت أكثر عدد من الإجابات',
    'no-gain': 'دون الهدف، ولن تفيد إجابة أخرى إلا قليلًا',
    'by-person': 'حسمها مدير أو مراجِع',
    'on-count': 'حُسمت بالعدد',
    unknown: 'حُسمت قبل أن تُحفظ الطريقة',
  },
  /** The same of one item. */
  one: {
    met: 'بلغ الهدف',
    'most-reached': 'دون الهدف، بلغ أكثر عدد من الإجابات',
    'no-gain': 'دون الهدف، ولن تفيد إجابة أخرى إلا قليلًا',
    'by-person': 'من مدير أو مراجِع',
    'on-count': 'بالعدد',
    unknown: 'قبل أن تُحفظ الطريقة',
  },
}

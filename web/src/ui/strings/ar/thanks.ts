/** Words of thanks, in Arabic. */
import { say } from '@/ui/strings/ar/speaking'
import type { thanks as English } from '@/ui/strings/thanks'
import type { Words } from '@/ui/words'

export const thanks: Words<typeof English> = {
  thank: 'شكر',
  title: (name) => say`شكر ${name}؟`,
  explains: 'يصل إلى الوارد لديه مع اسمك. لا يراه غيره، ولا يُحسب في شيء.',
  words: 'في جملة واحدة (اختياري)',
  hint: 'مثلًا: فيم أفاد.',
  sent: 'وصل شكرك إلى الوارد لديه.',
  thanked: 'شُكر',
}

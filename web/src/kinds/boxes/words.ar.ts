/** Words of the kind boxes, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'مستطيلات',
  boxes: (n) => `المستطيلات (${count(n)}): `,
  missing: 'ارسم مستطيلات، أو قل إنه لا شيء للتعليم.',
  unknownLabel: 'لمستطيل وسم ليس في هذا السؤال.',
  small: (name, least) => say`لمستطيل «${name}» ضلع أقصر من ${count(least)} بكسل.`,
  turned: (name) => say`مستطيل «${name}» مُدار، وهذا السؤال لا يسمح بذلك.`,
  noCrowds: (name) => say`قيل إن مستطيل «${name}» يضم حشدًا، وهذا السؤال لا يسأل عن ذلك.`,
  wrongAttribute: (name) => say`سمة من سمات مستطيل «${name}» لا تناسب وسمه.`,
  missingAttribute: (name, attribute) => say`مستطيل «${name}» يحتاج «${attribute}».`,
  outside: (name) => say`مستطيل «${name}» خارج الصورة.`,
  twice: 'للمستطيل نفسه الوسم نفسه مرتين.',
  place: (x, y, width, height) => say`${width} × ${height} عند ${x}، ${y}`,
  draw: 'رسم مستطيل',
  idle: 'اسحب لرسم مستطيل ثم اختر وسمه؛ أو الوسم أولًا. الضغط على مستطيل يأخذه في اليد.',
  idleTouch: 'ارسم بإصبع واحدة ثم اختر الوسم؛ أو الوسم أولًا. إصبعان تحركان الصورة.',
  held: (name) => say`كل مستطيل ترسمه يصير ${name}: اسحب، أو انقر زاويتين. Esc ينهي هذا.`,
  heldTouch: (name) => say`كل مستطيل ترسمه يصير ${name}. زره من جديد ينهي هذا.`,
  inHand: (name) => say`في اليد: ${name}. مفتاح وسم يغيّر وسمه؛ الأسهم تحركه، ومع Shift تغيّر حجمه.`,
  inHandTouch: (name) => say`في اليد: ${name}. وسم آخر يغيّره.`,
  list: 'المستطيلات',
  together: 'مستطيلات الجميع معًا',
  left: 'اليسار',
  top: 'الأعلى',
  width: 'العرض',
  height: 'الارتفاع',
  rotation: 'مُدار بمقدار (°)',
  crowd: 'حشد لا يُميَّز أفراده',
  badNumber: 'يجب أن يكون عددًا يبقى به المستطيل داخل الصورة ولا يصغر كثيرًا.',
  ownKeys: [
    ['B', 'صنع مستطيل؛ ثم الأسهم'],
    ['Tab', 'المستطيل التالي؛ ومع Shift السابق'],
    ['← → ↑ ↓', 'تحريك بكسلًا؛ ومع Alt عشرة'],
    ['⇧ مع الأسهم', 'الحجم'],
    [', .', 'إدارة، حيث يجوز أن تُدار المستطيلات'],
  ],
}

/** Words of the kind polylines, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'خطوط متعددة النقاط',
  polylines: (n) => `الخطوط (${count(n)}): `,
  points: (n) => `النقاط: ${count(n)}`,
  place: (x, y, toX, toY, points) => say`من ${x}، ${y} إلى ${toX}، ${toY}، ${points}`,
  missing: 'ارسم خطوطًا، أو قل إنه لا شيء للتعليم.',
  unfinished: 'خط لم ينتهِ بعد. أنهِه بمفتاح Enter، أو تراجع عنه بمفتاح Esc.',
  unknownLabel: 'لخط وسم ليس في هذا السؤال.',
  wrongAttribute: (name) => say`سمة من سمات خط «${name}» لا تناسب وسمه.`,
  missingAttribute: (name, attribute) => say`خط «${name}» يحتاج «${attribute}».`,
  outside: (name) => say`خط «${name}» خارج الصورة.`,
  twice: 'للخط نفسه الوسم نفسه مرتين.',
  manyOfAll: (most) => say`لكل الخطوط معًا أكثر من ${count(most)} نقطة.`,
  refused: {
    few: 'لم يُنفَّذ: يحتاج الخط نقطتين على الأقل.',
    many: 'لم يُنفَّذ: للخط 2000 نقطة على الأكثر.',
    short: 'لم يُنفَّذ: ستقع نقطتان متتاليتان في مكان واحد. ما كان محفوظ كما هو.',
  },
  draw: 'رسم خط',
  idle: 'انقر نقطة بعد نقطة على طول الشيء ثم اختر وسمه؛ أو الوسم أولًا. الضغط على خط يأخذه في اليد.',
  idleTouch: 'المس نقطة بعد نقطة على طول الشيء ثم اختر وسمه؛ أو الوسم أولًا. إصبعان تحركان الصورة.',
  held: (name) => say`كل خط ترسمه يصير ${name}: انقر نقاطه. Esc ينهي هذا.`,
  heldTouch: (name) => say`كل خط ترسمه يصير ${name}. زره من جديد ينهي هذا.`,
  inHand: (name) =>
    say`في اليد: ${name}. اسحب نقاطه؛ المقابض الصغيرة تضيف نقطة. الأسهم تحركه، ومفتاح وسم يغيّر وسمه.`,
  inHandTouch: (name) => say`في اليد: ${name}. اسحب نقاطه؛ وسم آخر يغيّره.`,
  open: 'انقر النقطة الأخيرة من جديد أو اضغط Enter لإنهاء الخط. Ctrl+Z يتراجع عن نقطة.',
  openTouch: 'المس النقطة الأخيرة من جديد لإنهاء الخط.',
  cursor: 'الأسهم تحرك المؤشر، ومع Shift عشرة. Space يضع نقطة، وEnter ينهي الخط.',
  said: (points, x, y) => say`${points}. المؤشر عند ${x}، ${y}`,
  end: 'إنهاء الخط',
  back: 'تراجع عن نقطة',
  drop: 'التخلي عنه',
  turn: 'عكس اتجاهه',
  insert: 'إضافة نقطة',
  removePoint: 'إزالة النقطة',
  list: 'الخطوط',
  together: 'خطوط الجميع معًا',
  left: 'اليسار',
  top: 'الأعلى',
  pointX: 'النقطة، x',
  pointY: 'النقطة، y',
  badNumber: 'يجب أن يكون عددًا يبقى به الخط داخل الصورة ولا تقع نقطة على التي قبلها.',
  ownKeys: [
    ['P', 'رسم خط بالمفاتيح'],
    ['← → ↑ ↓', 'المؤشر أو النقطة أو الخط في اليد؛ ومع Shift عشرة'],
    ['Space, Enter', 'وضع نقطة، إنهاء الخط'],
    ['Tab', 'الخط التالي؛ ومع Shift السابق'],
    [', .', 'النقطة السابقة، التالية'],
    ['I', 'إضافة نقطة بعد التي في اليد'],
    ['R', 'عكس اتجاه الخط'],
  ],
}

/** Words of the kinds that mark regions in pictures, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  of: (name, n) => say`${name} ${count(n)}`,
  nothing: 'لا شيء معلَّم',
  submitBy: 'لم يُرسل: هذا المفتاح رسم قبل قليل. اضغط Ctrl+Enter أو الزر.',
  noPicture: (part) =>
    part === null ? 'ليس في هذا العنصر صورة للتعليم.' : say`ليس في هذا العنصر صورة اسمها «${part}».`,
  failed: {
    what: 'تعذر عرض الصورة.',
    kept: 'ما رسمته محفوظ.',
    next: 'حاول من جديد. وإن ظلت غائبة فتجاوز العنصر أو أخبر القائد.',
  },
  stage: (title) => say`صورة للتعليم: ${title}`,
  said: (name, place) => say`في اليد: ${name}، ${place}`,
  tools: 'عرض الصورة',
  zoomIn: 'أقرب',
  zoomOut: 'أبعد',
  fit: 'الصورة كاملة',
  original: 'بكسل لبكسل',
  cross: 'خطان عبر المؤشر',
  light: 'الإضاءة',
  brightness: 'السطوع',
  contrast: 'التباين',
  asItIs: 'كما هي',
  labels: 'الوسوم',
  row: (name, place) => say`${name} ${place}`,
  hide: (name) => say`إخفاء: ${name}`,
  lock: (name) => say`قفل: ${name}`,
  remove: (name) => say`إزالة: ${name}`,
  consensus: 'الإجماع',
  more: (n) => `عرض ${count(n)} أخرى`,
  none: 'لم يُذكر',
  nothingButton: 'لا شيء للتعليم',
  nothingKey: 'لا شيء للتعليم',
  keysTitle: 'المفاتيح',
  keys: [
    ['Del', 'إزالة'],
    ['Ctrl+C, Ctrl+V', 'نسخ، لصق'],
    ['V, D', 'أخذ في اليد، رسم'],
    ['H, L', 'إخفاء، قفل'],
    ['+ _', 'أقرب، أبعد'],
    ['F, O', 'الصورة كاملة، بكسل لبكسل'],
    ['C', 'خطان عبر المؤشر'],
    ['Space', 'اضغط مطولًا واسحب: تحريك الصورة'],
    ['Esc', 'إفلات'],
  ],
}

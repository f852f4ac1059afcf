/** How Arabic counts, and how names of any script stand in its sentences. */
import { count } from '@/ui/format'

const rules = new Intl.PluralRules('ar')

/** A noun that is counted: Arabic tells one, two, a few, many, and round hundreds apart. */
export function noun(one: string, two: string, few: string, many: string, other: string) {
  return (n: number | string): string => {
    const value = typeof n === 'number' ? n : Number(n.replace(/\D/g, ''))
    const shown = typeof n === 'number' ? count(n) : n
    switch (rules.select(value)) {
      case 'one':
        return one
      case 'two':
        return two
      case 'few':
        return `${shown} ${few}`
      case 'many':
        return `${shown} ${many}`
      default:
        return `${shown} ${other}`
    }
  }
}

export const items = noun('عنصر واحد', 'عنصران', 'عناصر', 'عنصرًا', 'عنصر')
export const answers = noun('إجابة واحدة', 'إجابتان', 'إجابات', 'إجابة', 'إجابة')
export const questions = noun('سؤال واحد', 'سؤالان', 'أسئلة', 'سؤالًا', 'سؤال')
export const comments = noun('تعليق واحد', 'تعليقان', 'تعليقات', 'تعليقًا', 'تعليق')
export const people = noun('شخص واحد', 'شخصان', 'أشخاص', 'شخصًا', 'شخص')
export const rows = noun('صف واحد', 'صفان', 'صفوف', 'صفًا', 'صف')
export const characters = noun('حرف واحد', 'حرفان', 'أحرف', 'حرفًا', 'حرف')
export const hours = noun('ساعة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة')
export const days = noun('يوم', 'يومين', 'أيام', 'يومًا', 'يوم')

/** A sentence with names in it: each keeps its own direction, whatever stands beside it (U+2068 … U+2069). */
export function say(words: TemplateStringsArray, ...names: (string | number)[]): string {
  return words.reduce((sentence, next, at) => {
    const name = names[at - 1] ?? ''
    return `${sentence}${typeof name === 'number' ? count(name) : name && `\u2068${name}\u2069`}${next}`
  })
}

import { locale } from './locale'

const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })

/** What a language is called, by its code. */
export function languageName(code: string): string {
  return names.of(code) ?? code
}

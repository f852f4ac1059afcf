/** The language the client speaks with its reader: settled before anything is drawn, by `public/first-paint.js`. */

/** Each language by the name that its readers call it. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const
export type Language = keyof typeof LANGUAGES

/** Same key as in `public/first-paint.js`. */
const KEY = 'goodwork-language'

export function isLanguage(said: string | null | undefined): said is Language {
  return said != null && Object.hasOwn(LANGUAGES, said)
}

const page = typeof document === 'undefined' ? null : document.documentElement
export const language: Language = isLanguage(page?.lang) ? page.lang : 'en'
export const direction = page?.dir === 'rtl' ? 'rtl' : 'ltr'

/**
 * How numbers and days are written: as in the reader's own country, where their browser names one that speaks the language.
 * Digits are those of the data and of number fields, 0 to 9, in every language: two kinds in one line would be read wrongly.
 */
export const locale = localeOf(language, typeof navigator === 'undefined' ? [] : (navigator.languages ?? []))

export function localeOf(spoken: Language, wished: readonly string[]): string {
  const own = wished.find((tag) => tag.toLowerCase().split('-')[0] === spoken) ?? spoken
  try {
    return new Intl.Locale(own, { numberingSystem: 'latn' }).toString()
  } catch {
    return spoken
  }
}

/** Keeps the language on this device; false where the browser keeps nothing. */
export function keepLanguage(wanted: Language): boolean {
  try {
    localStorage.setItem(KEY, wanted)
    return localStorage.getItem(KEY) === wanted
  } catch {
    return false
  }
}

/** The same by the hand of somebody who has not signed in yet: it goes to their account when they have. */
export function chooseBefore(wanted: Language): boolean {
  return keepLanguage(wanted) && (sessionStorage.setItem(KEY, wanted), true)
}

/** What somebody chose in this tab before they signed in; it is told once. */
export function chosenBefore(): Language | null {
  try {
    const chosen = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return isLanguage(chosen) ? chosen : null
  } catch {
    return null
  }
}

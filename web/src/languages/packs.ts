/** Where the words of each language are: what comes with every page, with the desk, and with all other pages. */
import type { Language } from '@/ui/locale'
import type { words as desk } from './en/desk'
import type { words as frame } from './en/frame'
import type { words as pages } from './en/pages'
import type { Words } from '@/ui/words'

type Fetched<English> = () => Promise<{ words: Words<English> }>

export const packs: {
  frame: Record<Language, Fetched<typeof frame>>
  desk: Record<Language, Fetched<typeof desk>>
  pages: Record<Exclude<Language, 'en'>, Fetched<typeof pages>>
} = {
  frame: {
    en: () => import('./en/frame'),
    de: () => import('./de/frame'),
    ar: () => import('./ar/frame'),
  },
  desk: {
    en: () => import('./en/desk'),
    de: () => import('./de/desk'),
    ar: () => import('./ar/desk'),
  },
  pages: {
    de: () => import('./de/pages'),
    ar: () => import('./ar/pages'),
  },
}

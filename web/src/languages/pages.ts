/** Words of the pages that are no part of the first task, in the language of the page; null where that is English, which each page has itself. */
import { language } from '@/ui/locale'
import { arrived } from './arrived'
import { isolating } from './isolating'
import { packs } from './packs'

export const words = language === 'en' ? null : isolating((await arrived(packs.pages[language])).words)

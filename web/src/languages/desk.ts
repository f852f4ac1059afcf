/** Words of the desk and of the kinds of questions, in the language of the page. */
import { language } from '@/ui/locale'
import { arrived } from './arrived'
import { isolating } from './isolating'
import { packs } from './packs'

export const words = isolating((await arrived(packs.desk[language])).words)

/** Words that every page needs, in the language of the page. */
import { language } from '@/ui/locale'
import { arrived } from './arrived'
import { packs } from './packs'

export const { words } = await arrived(packs.frame[language])

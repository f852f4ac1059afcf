/** The field for texts that a plain one is too slow for. */
import { arriving } from '@/ui/arriving'

export const LongField = arriving(() => import('@/ui/code/LongField'), 'LongField')

/** Units beyond which a plain field takes too long for every letter: the browser lays out all of it. */
const LONG = 20_000

export const isLong = (text: string) => text.length > LONG

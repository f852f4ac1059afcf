import { colorOf } from '@/text/colors'

/** The colour of a relation: they begin elsewhere in the row of colours than labels do. */
export const relationColor = (own: string | null, n: number): string => colorOf(own, n + 5)

/**
 * Colours of labels in pictures: the eight that people with any kind of colour vision tell apart (Okabe and Ito 2008), but
 * for black, which no picture would show. Labels beyond them have another kind of line.
 */
const PALETTE = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#f0e442'] as const

const LINES: readonly (readonly number[])[] = [[], [10, 4], [3, 3], [12, 3, 3, 3]]

export const markColor = (own: string | null, place: number): string =>
  own ?? PALETTE[Math.max(place, 0) % PALETTE.length] ?? PALETTE[0]

/** Lengths of the dashes of a label's lines; none: a whole line. */
export const dashOf = (place: number): readonly number[] =>
  LINES[Math.floor(Math.max(place, 0) / PALETTE.length) % LINES.length] ?? []

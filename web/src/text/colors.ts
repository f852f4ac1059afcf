/** Colours of labels that have none of their own: told apart by most eyes, and never the only sign. */
const PALETTE = [
  '#2563c9',
  '#c2410c',
  '#15803d',
  '#9333ea',
  '#be123c',
  '#0e7490',
  '#a16207',
  '#4d5bd0',
  '#b0329a',
  '#4d7c0f',
]

export function colorOf(own: string | null, place: number): string {
  return own ?? PALETTE[place % PALETTE.length] ?? '#2563c9'
}

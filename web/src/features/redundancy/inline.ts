import type { Piece } from '@/api/types'

export interface Run {
  kind: 'same' | 'more' | 'less'
  text: string
}

/**
 * One text with what it has more than another and what it lacks, in order. `lacks` are the pieces of the other text,
 * `pieces` its own; both have the same runs in common, in the same order.
 */
export function inline(lacks: Piece[], pieces: Piece[]): Run[] {
  if (lacks.length === 0) return pieces.map(({ text }) => ({ kind: 'same', text }))
  const runs: Run[] = []
  let i = 0
  for (const piece of pieces) {
    let other = lacks[i]
    while (other?.only_here) {
      runs.push({ kind: 'less', text: other.text })
      i++
      other = lacks[i]
    }
    runs.push({ kind: piece.only_here ? 'more' : 'same', text: piece.text })
    if (!piece.only_here) i++
  }
  for (const other of lacks.slice(i)) if (other.only_here) runs.push({ kind: 'less', text: other.text })
  return runs
}

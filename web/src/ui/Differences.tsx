import { memo, useDeferredValue, useMemo } from 'react'
import { blocksOf, type Block } from '@/text/blocks'
import { differences } from '@/text/differences'
import styles from './Differences.module.css'
import { general as s } from './strings/general'

interface Piece {
  text: string
  is: 'same' | 'gone' | 'new'
}

/** A text and what became of it, in one: what was taken out is struck through, what was written is marked. */
export function Differences({ from, to, serif = false }: { from: string; to: string; serif?: boolean }) {
  // Comparing long texts takes longer than writing a letter: the field comes first.
  const now = useDeferredValue(to)
  const blocks = useMemo(() => blocksOf(from), [from])
  const rows = useMemo(() => inBlocks(woven(from, now), blocks), [blocks, from, now])
  return (
    <div className={styles.text} data-serif={serif || undefined}>
      {rows.map((pieces, n) => (
        <Row key={n} pieces={pieces} />
      ))}
    </div>
  )
}

/** Lines of the text: a change in one of them concerns no other, so only it is laid out anew. */
const Row = memo(
  function Row({ pieces }: { pieces: Piece[] }) {
    return (
      <div className={styles.row}>
        {pieces.map(({ text, is }, i) =>
          is === 'same' ? (
            <span key={i}>{text}</span>
          ) : is === 'gone' ? (
            <del key={i} className={styles.gone}>
              <span className={styles.said}>{s.takenOut}</span>
              {text}
            </del>
          ) : (
            <ins key={i} className={styles.new}>
              <span className={styles.said}>{s.written}</span>
              {text}
            </ins>
          ),
        )}
      </div>
    )
  },
  (a, b) =>
    a.pieces.length === b.pieces.length &&
    a.pieces.every((piece, i) => piece.is === b.pieces[i]?.is && piece.text === b.pieces[i].text),
)

/** Pieces by the blocks of the first text; what was written stands where it was put. */
export function inBlocks(pieces: Piece[], blocks: readonly Block[]): Piece[][] {
  const rows = blocks.map((): Piece[] => [])
  let n = 0
  let at = 0
  for (const piece of pieces) {
    if (piece.is === 'new') {
      rows[n]?.push(piece)
      continue
    }
    for (let rest = piece.text; rest !== '';) {
      const room = (blocks[n]?.end ?? Infinity) - at
      const text = rest.slice(0, room)
      rows[n]?.push({ text, is: piece.is })
      at += text.length
      rest = rest.slice(room)
      if (at === blocks[n]?.end && n < blocks.length - 1) n++
    }
  }
  return rows
}

/** Both texts as one row of pieces, what is gone before what came in its place. */
export function woven(from: string, to: string): Piece[] {
  const { one, other } = differences(from, to)
  const made: Piece[] = []
  const put = (text: string, is: Piece['is']) => {
    if (text === '') return
    const last = made.at(-1)
    if (last?.is === is) last.text += text
    else made.push({ text, is })
  }
  let i = 0
  let j = 0
  // What both have in common comes in equal amounts, but not always cut at the same places.
  let left = ''
  let right = ''
  for (;;) {
    while (left === '' && one[i]?.differs) put(one[i++]?.text ?? '', 'gone')
    while (right === '' && other[j]?.differs) put(other[j++]?.text ?? '', 'new')
    left ||= one[i++]?.text ?? ''
    right ||= other[j++]?.text ?? ''
    if (left === '' || right === '') break
    const common = Math.min(left.length, right.length)
    put(left.slice(0, common), 'same')
    left = left.slice(common)
    right = right.slice(common)
  }
  put(left, 'gone')
  put(right, 'new')
  return made
}

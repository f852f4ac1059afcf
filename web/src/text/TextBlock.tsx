import { memo, useLayoutEffect, useRef, useState, type CSSProperties } from 'react'
import type { LocalBox } from '@/geometry/frames'
import { boxesIn } from './dom'
import type { Piece } from './drawn'
import styles from './TextStage.module.css'

interface BlockProps {
  n: number
  text: string
  pieces: readonly Piece[]
  /** Changes when everything has to be measured again. */
  size: number
}

/** Lines of a text, and what is drawn over them. The text itself is never touched by marks. */
export const TextBlock = memo(
  function TextBlock({ n, text, pieces, size }: BlockProps) {
    const block = useRef<HTMLDivElement>(null)
    const [boxes, setBoxes] = useState<LocalBox[][]>([])
    useLayoutEffect(() => {
      const node = block.current?.querySelector('[data-text]')?.firstChild
      if (!block.current || !(node instanceof Text)) return
      const frame = block.current.getBoundingClientRect()
      setBoxes((had) => {
        const now = pieces.map((piece) => boxesIn(frame, node, piece.at))
        return now.length === 0 && had.length === 0 ? had : now
      })
    }, [pieces, size])
    return (
      <div ref={block} className={styles.block} data-block={n}>
        <span data-text="">{text}</span>
        {pieces.length > 0 && boxes.length === pieces.length && (
          <>
            <svg className={styles.drawn} aria-hidden>
              {pieces.map((piece, i) => (
                <PieceView key={i} piece={piece} boxes={boxes[i] ?? []} before={boxes[i - 1]?.at(-1)} />
              ))}
            </svg>
            {/* Names are taken by the pointer, so they lie above the text: some browsers find nothing below it. */}
            <svg className={styles.tags} aria-hidden>
              {tagsOf(pieces, boxes).map(({ piece, x, y, end }) => (
                <text
                  key={`${piece.key} ${String(y)}`}
                  className={styles.tag}
                  style={colored(piece)}
                  data-mark={piece.key}
                  data-focus={piece.focus || undefined}
                  x={x}
                  y={y}
                  textAnchor={end ? 'end' : 'start'}
                >
                  {piece.name}
                </text>
              ))}
            </svg>
          </>
        )}
      </div>
    )
  },
  (a, b) => a.n === b.n && a.text === b.text && a.size === b.size && samePieces(a.pieces, b.pieces),
)

function samePieces(a: readonly Piece[], b: readonly Piece[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((one, i) => {
        const other = b[i]
        return (
          other !== undefined &&
          one.key === other.key &&
          one.sort === other.sort &&
          one.at[0] === other.at[0] &&
          one.at[1] === other.at[1] &&
          one.color === other.color &&
          one.name === other.name &&
          one.lane === other.lane &&
          one.focus === other.focus &&
          one.first === other.first &&
          one.last === other.last &&
          one.goesOn === other.goesOn
        )
      }))
  )
}

const colored = (piece: Piece) => ({ '--mark': piece.color }) as CSSProperties

/** Lanes that have room between two lines; deeper ones share them. */
const LANES = 3

function PieceView({
  piece,
  boxes,
  before,
}: {
  piece: Piece
  boxes: LocalBox[]
  before: LocalBox | undefined
}) {
  const { sort } = piece
  if (sort !== 'mark')
    return boxes.map((box, i) => (
      <rect
        key={i}
        className={styles[sort]}
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={2}
      />
    ))
  const under = (box: LocalBox) => box.y + box.height + 1.5 + (piece.lane % LANES) * 3.5
  const [start] = boxes
  const end = boxes.at(-1)
  return (
    <g style={colored(piece)} data-focus={piece.focus || undefined} className={styles.mark}>
      {boxes.map((box, i) => (
        <g key={i}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={2} />
          <line x1={box.x + 0.5} x2={box.x + box.width - 0.5} y1={under(box)} y2={under(box)} />
        </g>
      ))}
      {piece.goesOn && before && start && Math.abs(before.y - start.y) < 4 && (
        <line
          className={styles.gap}
          x1={before.x + before.width}
          x2={start.x}
          y1={under(start)}
          y2={under(start)}
        />
      )}
      {piece.first && start && <line x1={start.x + 1} x2={start.x + 1} y1={start.y + 3} y2={under(start)} />}
      {piece.last && end && (
        <line x1={end.x + end.width - 1} x2={end.x + end.width - 1} y1={end.y + 3} y2={under(end)} />
      )}
    </g>
  )
}

/** Widths of letters in a tag, about. */
const LETTER = 6

/** Names under the marks, as many as have room; all of them stand in the list beside the text. */
function tagsOf(pieces: readonly Piece[], boxes: LocalBox[][]) {
  const tags = pieces.flatMap((piece, i) => {
    const box = boxes[i]?.[0]
    if (piece.sort !== 'mark' || !piece.first || !box) return []
    return [{ piece, x: box.x, y: box.y + box.height + 17, end: false }]
  })
  // The one in hand first: it has its name in any case.
  tags.sort((a, b) => Number(b.piece.focus) - Number(a.piece.focus) || a.y - b.y || a.x - b.x)
  const shown: typeof tags = []
  for (const tag of tags) {
    const width = tag.piece.name.length * LETTER
    const free = shown.every(
      (other) =>
        Math.abs(other.y - tag.y) > 8 ||
        other.x + other.piece.name.length * LETTER + 4 < tag.x ||
        tag.x + width + 4 < other.x,
    )
    if (free) shown.push(tag)
  }
  return shown
}

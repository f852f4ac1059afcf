import { useLayoutEffect, useState, type CSSProperties, type RefObject } from 'react'
import { localBox, shifted, type LocalPoint } from '@/geometry/frames'
import type { Block } from './blocks'
import { pageBoxes } from './dom'
import type { Utf16 } from './offsets'
import type { Range } from './steps'
import styles from './TextStage.module.css'

/** A directed arc between two marks, by their keys. */
export interface Arc {
  key: string
  name: string
  color: string
  from: string
  to: string
}

interface ArcsProps {
  stage: RefObject<HTMLElement | null>
  blocks: readonly Block[]
  arcs: readonly Arc[]
  /** Where each mark begins, in units. */
  places: ReadonlyMap<string, Range>
  /** Whether a place is near enough to what is seen. */
  near: (unit: Utf16) => boolean
  focus: string | null
  size: number
  /** An arc that is being drawn: from a mark to a point of the stage. */
  drawing: { from: string; to: LocalPoint } | null
}

/** Arcs over the text, above its lines. */
export function Arcs({ stage, blocks, arcs, places, near, focus, size, drawing }: ArcsProps) {
  const [points, setPoints] = useState<ReadonlyMap<string, LocalPoint>>(new Map())
  useLayoutEffect(() => {
    const element = stage.current
    if (!element) return
    const frame = element.getBoundingClientRect()
    const isNear = (place: Range | undefined) => place !== undefined && near(place[0])
    const seen = new Map<string, LocalPoint>()
    const wanted = new Set(
      arcs.flatMap(({ from, to }) => ([from, to].some((key) => isNear(places.get(key))) ? [from, to] : [])),
    )
    if (drawing) wanted.add(drawing.from)
    for (const key of wanted) {
      const place = places.get(key)
      const [box] = place ? pageBoxes(element, blocks, place) : []
      if (box) seen.set(key, shifted(localBox(frame, box), box.width / 2, 2))
    }
    setPoints(seen)
  }, [arcs, blocks, drawing, near, places, size, stage])
  const start = drawing && points.get(drawing.from)
  return (
    <svg className={styles.arcs} aria-hidden>
      {arcs.map((arc) => {
        const [a, b] = [points.get(arc.from), points.get(arc.to)]
        if (!a || !b) return null
        const mine = focus === arc.from || focus === arc.to
        return (
          <g
            key={arc.key}
            className={styles.arc}
            style={{ '--mark': arc.color } as CSSProperties}
            data-focus={mine || undefined}
            data-dim={(focus !== null && !mine) || undefined}
          >
            <ArcView from={a} to={b} name={arc.name} />
          </g>
        )
      })}
      {start && (
        <g className={styles.arc} style={{ '--mark': 'var(--gw-accent)' } as CSSProperties}>
          <ArcView from={start} to={drawing.to} name="" />
        </g>
      )}
    </svg>
  )
}

function ArcView({ from, to, name }: { from: LocalPoint; to: LocalPoint; name: string }) {
  const level = Math.abs(from.y - to.y) < 8
  // Both ends of arcs between the same two lie a little apart, so that there and back are two arcs.
  const side = from.x < to.x || (from.x === to.x && from.y < to.y) ? 1 : -1
  const a = { x: from.x + 4 * side, y: from.y }
  const b = { x: to.x - 4 * side, y: to.y - 1 }
  const height = level ? Math.min(30, 12 + Math.abs(a.x - b.x) * 0.05) + (side < 0 ? 6 : 0) : 24
  const path = `M${String(a.x)},${String(a.y)} C${String(a.x)},${String(a.y - height)} ${String(b.x)},${String(b.y - height)} ${String(b.x)},${String(b.y - 5)}`
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - height * 0.75 }
  return (
    <>
      <path d={path} />
      <path className={styles.head} d={`M${String(b.x)},${String(b.y)} l-4,-7 l8,0 z`} />
      {name && (
        <text x={middle.x} y={middle.y + 3}>
          {name}
        </text>
      )}
    </>
  )
}

import { useLayoutEffect, useMemo, useRef } from 'react'
import { toLocal, type Viewport } from '@/geometry/picture'
import { pointOf, type Corner } from '@/geometry/rings'
import { COVER } from '@/picture/paint'
import layers from '@/picture/Picture.module.css'
import type { ActiveProps } from '../regions/craft'
import { Cross } from '../regions/Cross'
import styles from '../regions/Regions.module.css'
import { Tag } from '../regions/Tag'
import { laidOut } from './craft'
import type { Doing, Trail } from './hand'
import own from './Masks.module.css'
import { boundsOf } from './runs'
import { turnsOf, type Mask, type MasksQuestion } from './schema'
import { isBrush, middleAt, type MaskView } from './view'

type Props = ActiveProps<MasksQuestion, Mask, MaskView, Doing>

/** The mask in hand with the stroke that is being painted, the outline that is being drawn, and the brush. */
export function Active(props: Props) {
  const { ground, doing, region, pen, next, look, size } = props
  const { view, readOnly } = ground
  const strokes = doing.is === 'painting' || (isBrush(view) && view.path.length > 0)
  const isNew = strokes && view.tool === 'brush' && view.held !== null
  const color = region && !isNew ? pen.color : next.color
  const at = brushAt(props)
  return (
    <>
      <Paint {...props} mask={region} color={color} />
      <svg className={layers.layer} width={size.width} height={size.height} aria-hidden>
        {region && !strokes && view.path.length === 0 && (
          <Tag text={pen.name} color={pen.color} under={cornersOf(region, look)} size={size} />
        )}
        {view.tool === 'outline' && view.path.length > 0 && <Open {...props} />}
        {at && !readOnly && isBrush(view) && <Brush at={at} view={view} look={look} />}
      </svg>
      {view.cursor && <Cross at={toLocal(look, pointOf(view.cursor))} size={size} />}
    </>
  )
}

/** The middle of the brush: where the keys are, else the pointer. */
function brushAt({ ground, doing }: Props): Corner | null {
  const { view, picture } = ground
  if (doing.is === 'painting') return doing.trail.at
  if (view.cursor) return middleAt(pointOf(view.cursor), view.brush, picture)
  return doing.is === 'reaching' ? middleAt(doing.to, view.brush, picture) : null
}

function Brush({ at, view, look }: { at: Corner; view: MaskView; look: Viewport }) {
  const { x, y } = toLocal(look, pointOf(at))
  const radius = Math.max(1, (view.brush / 2) * look.scale)
  return (
    <g data-brush={view.tool}>
      <circle className={own.brushUnder} cx={x} cy={y} r={radius} />
      <circle
        className={own.brush}
        data-erases={view.tool === 'erase' || undefined}
        cx={x}
        cy={y}
        r={radius}
      />
    </g>
  )
}

/** An outline that is not closed yet, and the side that the next press adds. */
function Open({ ground, doing, region, pen, next, look }: Props) {
  const { path, cursor, held } = ground.view
  const to: Corner | null = cursor ?? (doing.is === 'reaching' ? [doing.to.x, doing.to.y] : null)
  const line = path.map((corner) => toLocal(look, pointOf(corner)))
  const listed = [...line, ...(to ? [toLocal(look, pointOf(to))] : [])]
    .map(({ x, y }) => `${String(x)},${String(y)}`)
    .join(' ')
  const { color } = region && held === null ? pen : next
  return (
    <>
      <polyline points={listed} className={styles.under} />
      <polyline points={listed} className={own.open} style={{ stroke: color }} />
      {line.map(({ x, y }, n) => (
        <circle
          key={n}
          className={own.corner}
          cx={x}
          cy={y}
          r={n === 0 && line.length > 2 ? 8 : 5}
          stroke={color}
        />
      ))}
    </>
  )
}

/** What of a stroke was painted, on what. */
interface Painted {
  on: readonly unknown[]
  last: Trail | null
}

/** The pixels in hand, on a layer of their own. While a stroke goes on only its newest piece is drawn. */
function Paint(props: Props & { mask: Mask | null; color: string }) {
  const { ground, doing, mask, color, look, size } = props
  const { view } = ground
  const cover = useRef<HTMLCanvasElement>(null)
  const lines = useRef<HTMLCanvasElement>(null)
  const density = Math.min(window.devicePixelRatio || 1, 2)
  const painted = useRef<Painted>({ on: [], last: null })
  const byKeys = useMemo(() => (isBrush(view) ? trailOf(view.path) : null), [view])
  const trail = doing.is === 'painting' ? doing.trail : byKeys
  const erases = view.tool === 'erase'
  const paints = trail !== null
  useLayoutEffect(() => {
    const inside = cover.current?.getContext('2d')
    const around = lines.current?.getContext('2d')
    if (!inside || !around) return
    const on = [mask, color, look, size, density, erases, view.brush, paints]
    const had = painted.current
    const isSame = on.every((one, n) => one === had.on[n])
    const fresh = isSame ? freshOf(trail, had.last) : null
    if (!fresh) {
      for (const context of [inside, around]) {
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.clearRect(0, 0, context.canvas.width, context.canvas.height)
        context.setTransform(
          density * look.scale,
          0,
          0,
          density * look.scale,
          density * look.left,
          density * look.top,
        )
      }
      if (mask) drawn(inside, paints ? null : around, mask, color, look)
    }
    strokeOn(inside, fresh ?? freshOf(trail, null) ?? [], view.brush, color, erases)
    painted.current = { on, last: trail }
  })
  const canvas = (ref: React.RefObject<HTMLCanvasElement | null>, opacity: number) => (
    <canvas
      ref={ref}
      className={layers.layer}
      style={{ opacity }}
      width={Math.round(size.width * density)}
      height={Math.round(size.height * density)}
      aria-hidden
    />
  )
  return (
    <>
      {canvas(cover, COVER + 0.2)}
      {canvas(lines, 1)}
    </>
  )
}

/** The places of a way that came after one of it, that one first; null: it is none of them. */
function freshOf(trail: Trail | null, after: Trail | null): Corner[] | null {
  const places: Corner[] = []
  for (let one = trail; one; one = one.before) {
    places.push(one.at)
    if (one === after) return places.reverse()
  }
  return after === null ? places.reverse() : null
}

const trailOf = (path: readonly Corner[]): Trail | null =>
  path.reduce<Trail | null>((before, at) => ({ at, before }), null)

function drawn(
  inside: CanvasRenderingContext2D,
  around: CanvasRenderingContext2D | null,
  mask: Mask,
  color: string,
  look: Viewport,
): void {
  const path = new Path2D()
  for (const ring of laidOut(mask).rings) {
    ring.forEach(({ x, y }, n) => {
      if (n === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    })
    path.closePath()
  }
  inside.globalCompositeOperation = 'source-over'
  inside.fillStyle = color
  inside.fill(path, 'evenodd')
  if (!around) return
  for (const [style, width] of [
    ['rgb(0 0 0 / 55%)', 5],
    [color, 2.5],
  ] as const) {
    around.strokeStyle = style
    around.lineWidth = width / look.scale
    around.stroke(path)
  }
}

function strokeOn(
  context: CanvasRenderingContext2D,
  places: readonly Corner[],
  brush: number,
  color: string,
  erases: boolean,
): void {
  const [first] = places
  if (!first) return
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over'
  context.strokeStyle = color
  context.lineWidth = brush
  context.lineCap = context.lineJoin = 'round'
  context.beginPath()
  context.moveTo(...(first as [number, number]))
  for (const [x, y] of places) context.lineTo(x, y)
  context.stroke()
}

/** The lower corners of the box around a mask, where what it is called stands. */
function cornersOf(mask: Mask, look: Viewport) {
  const [left, , right, bottom] = boundsOf(turnsOf(mask), mask.size[0])
  return [left, right].map((x) => toLocal(look, pointOf([x, bottom])))
}

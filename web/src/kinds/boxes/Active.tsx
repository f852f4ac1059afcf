import type { Size, Viewport } from '@/geometry/picture'
import { toLocal } from '@/geometry/picture'
import { between, cornersOf, handleAt, HANDLES, heightOf, widthOf, type Turned } from '@/geometry/turned'
import layers from '@/picture/Picture.module.css'
import { exact } from '@/ui/format'
import type { ActiveProps } from '../regions/craft'
import styles from '../regions/Regions.module.css'
import { Tag } from '../regions/Tag'
import type { RegionView } from '../regions/view'
import type { Doing } from './hand'
import type { Box, BoxesQuestion } from './schema'

/** CSS pixels: half a handle, and how far the one that turns lies from its box. */
const HALF = 5
const ARM = 26

/** The box in hand, or the one that is being drawn. */
export function Active(props: ActiveProps<BoxesQuestion, Box, RegionView, Doing>) {
  const { ground, doing, region, look, size } = props
  const { question, view, picture, readOnly } = ground
  const draws = doing.is === 'drawing'
  const shape: Turned | null = draws
    ? { box: between(doing.from, doing.to, picture, 0.01), rotation: 0 }
    : 'now' in doing
      ? doing.now
      : region
  if (!shape) return null
  const free = !draws && !readOnly
  return (
    <Shape
      shape={shape}
      {...(draws ? props.next : props.pen)}
      look={look}
      size={size}
      handles={free && !view.locked.includes(region?.id ?? '')}
      turns={free && question.rotated}
    />
  )
}

interface ShapeProps {
  shape: Turned
  color: string
  /** What it is called, beside it. */
  name: string
  look: Viewport
  size: Size
  /** Whether it can be sized, and turned. */
  handles: boolean
  turns: boolean
}

function Shape({ shape, color, name, look, size, handles, turns }: ShapeProps) {
  const points = cornersOf(shape).map((corner) => toLocal(look, corner))
  const line = points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')
  const width = widthOf(shape) * look.scale
  const height = heightOf(shape) * look.scale
  const top = toLocal(look, handleAt(shape, { x: 0, y: -1 }))
  const middle = toLocal(look, handleAt(shape, { x: 0, y: 0 }))
  const away = Math.hypot(top.x - middle.x, top.y - middle.y) || 1
  const turn = {
    x: top.x + ((top.x - middle.x) / away) * ARM,
    y: top.y + ((top.y - middle.y) / away) * ARM,
  }
  const text = `${name} ${exact(widthOf(shape))} × ${exact(heightOf(shape))}${
    shape.rotation === 0 ? '' : ` ${exact(shape.rotation)}°`
  }`
  // Handles in the middle of a side only where they leave room to take hold of the box itself.
  const shown = HANDLES.filter(({ x, y }) => (x !== 0 && y !== 0) || (x === 0 ? width : height) > 8 * HALF)
  return (
    <svg className={layers.layer} width={size.width} height={size.height} aria-hidden>
      <polygon points={line} className={styles.under} />
      <polygon points={line} className={styles.active} style={{ stroke: color, fill: color }} />
      {turns && <line className={styles.arm} x1={top.x} y1={top.y} x2={turn.x} y2={turn.y} stroke={color} />}
      {turns && (
        <circle
          className={styles.handle}
          data-handle="turn"
          cx={turn.x}
          cy={turn.y}
          r={HALF + 2}
          stroke={color}
        />
      )}
      {handles &&
        shown.map((handle) => {
          const { x, y } = toLocal(look, handleAt(shape, handle))
          return (
            <rect
              key={`${String(handle.x)} ${String(handle.y)}`}
              className={styles.handle}
              data-handle={`${String(handle.x)} ${String(handle.y)}`}
              x={x - HALF}
              y={y - HALF}
              width={2 * HALF}
              height={2 * HALF}
              stroke={color}
            />
          )
        })}
      <Tag text={text} color={color} under={points} size={size} />
    </svg>
  )
}

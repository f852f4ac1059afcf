import type { Size, Viewport } from '@/geometry/picture'
import { toLocal } from '@/geometry/picture'
import { cornersOf, handleAt, HANDLES, heightOf, widthOf, type Turned } from '@/geometry/turned'
import picture from '@/picture/Picture.module.css'
import { inkOn } from '@/picture/paint'
import { exact } from '@/ui/format'
import styles from './Boxes.module.css'

interface ActiveProps {
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

/** CSS pixels: half a handle, and how far the one that turns lies from its box. */
const HALF = 5
const ARM = 26

/** The box in hand, or the one that is being drawn: on a layer of its own, so that nothing else is drawn while it moves. */
export function Active({ shape, color, name, look, size, handles, turns }: ActiveProps) {
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
  const lowest = Math.max(...points.map(({ y }) => y))
  const first = Math.min(...points.map(({ x }) => x))
  const text = `${name} ${exact(widthOf(shape))} × ${exact(heightOf(shape))}${
    shape.rotation === 0 ? '' : ` ${exact(shape.rotation)}°`
  }`
  const wide = text.length * 6.8 + 12
  const across = Math.max(Math.min(first, size.width - wide - 2), 2)
  // Handles in the middle of a side only where they leave room to take hold of the box itself.
  const shown = HANDLES.filter(({ x, y }) => (x !== 0 && y !== 0) || (x === 0 ? width : height) > 8 * HALF)
  return (
    <svg className={picture.layer} width={size.width} height={size.height} aria-hidden>
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
      <g transform={`translate(${String(across)} ${String(Math.min(lowest + 6, size.height - 22))})`}>
        <rect width={wide} height={20} rx={3} fill={color} />
        <text x={6} y={14} fill={inkOn(color)} className={styles.tag}>
          {text}
        </text>
      </g>
    </svg>
  )
}

/** Lines through a place of the picture, from border to border. */
export function Cross({ at, size }: { at: { x: number; y: number }; size: Size }) {
  return (
    <svg className={picture.layer} width={size.width} height={size.height} aria-hidden>
      <line className={picture.cross} x1={0} x2={size.width} y1={at.y} y2={at.y} />
      <line className={picture.cross} y1={0} y2={size.height} x1={at.x} x2={at.x} />
    </svg>
  )
}

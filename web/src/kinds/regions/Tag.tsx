import type { Size } from '@/geometry/picture'
import { inkOn } from '@/picture/paint'
import styles from './Regions.module.css'

interface TagProps {
  text: string
  color: string
  /** CSS pixels. */
  under: readonly { x: number; y: number }[]
  size: Size
}

/** What the region in hand is called, under it and always in sight. */
export function Tag({ text, color, under, size }: TagProps) {
  const lowest = Math.max(...under.map(({ y }) => y))
  const first = Math.min(...under.map(({ x }) => x))
  const wide = text.length * 6.8 + 12
  const across = Math.max(Math.min(first, size.width - wide - 2), 2)
  return (
    <g
      transform={`translate(${String(across)} ${String(Math.max(Math.min(lowest + 6, size.height - 22), 2))})`}
    >
      <rect width={wide} height={20} rx={3} fill={color} />
      <text x={6} y={14} fill={inkOn(color)} className={styles.tag}>
        {text}
      </text>
    </g>
  )
}

import { toLocal, type Viewport } from '@/geometry/picture'
import { pointOf, wouldCross, type Corner, type Part, type Ring } from '@/geometry/rings'
import layers from '@/picture/Picture.module.css'
import type { ActiveProps } from '../regions/craft'
import { Cross } from '../regions/Cross'
import styles from '../regions/Regions.module.css'
import { Tag } from '../regions/Tag'
import { handleName, type Doing } from './hand'
import own from './Polygons.module.css'
import { wrongOutline, type Polygon, type PolygonsQuestion } from './schema'
import type { PolygonView } from './view'
import { words as s } from './words'

/** CSS pixels: half a handle, and sides that are shorter have no handle in their middle. */
const HALF = 5
const SHORT = 28
/** What can't be so is drawn in the colour of warnings. */
const WRONG = '#e03131'

type Props = ActiveProps<PolygonsQuestion, Polygon, PolygonView, Doing>

/** The polygon in hand, and the outline that is being drawn. */
export function Active(props: Props) {
  const { ground, doing, region, pen, look, size } = props
  const { view, readOnly } = ground
  const draws = view.path.length > 0 || view.cursor !== null
  const parts = 'now' in doing ? doing.now : region?.parts
  const wrong = parts ? wrongOutline(parts) : null
  const handles = region && !draws && !readOnly && !view.locked.includes(region.id)
  return (
    <>
      <svg className={layers.layer} width={size.width} height={size.height} aria-hidden>
        {parts && region && (
          <>
            <path d={pathOf(parts, look)} className={styles.under} />
            <path
              d={pathOf(parts, look)}
              className={styles.active}
              fillRule="evenodd"
              style={{ stroke: wrong ? WRONG : pen.color, fill: wrong ? WRONG : pen.color }}
            />
            {handles && <Handles {...props} parts={parts} />}
            {!draws && (
              <Tag
                text={pen.name}
                color={pen.color}
                under={localRing(
                  parts.flatMap(([outer]) => outer ?? []),
                  look,
                )}
                size={size}
              />
            )}
          </>
        )}
        {view.path.length > 0 && <Open {...props} />}
      </svg>
      {view.cursor && <Cross at={toLocal(look, pointOf(view.cursor))} size={size} />}
    </>
  )
}

/** An outline that is not closed yet, and the side that the next press adds. */
function Open({ ground, doing, next, look, size }: Props) {
  const { path, cursor, cut } = ground.view
  const to: Corner | null =
    cursor ?? (doing.is === 'reaching' || doing.is === 'placing' ? [doing.to.x, doing.to.y] : null)
  const line = localRing(path, look)
  const reach = to && localRing([to], look)[0]
  const last = line.at(-1)
  const first = line[0]
  const color = cut === 'hole' ? '#ffffff' : next.color
  const crosses = to !== null && wouldCross(path, to)
  const name = cut === null ? next.name : s.cut[cut]
  const text = `${name} · ${s.points(path.length)}`
  return (
    <>
      <polyline points={listed(line)} className={styles.under} />
      <polyline points={listed(line)} className={own.open} style={{ stroke: color }} />
      {last && reach && (
        <line
          className={own.reach}
          x1={last.x}
          y1={last.y}
          x2={reach.x}
          y2={reach.y}
          style={{ stroke: crosses ? WRONG : color }}
        />
      )}
      {line.slice(1).map(({ x, y }, n) => (
        <circle key={n} className={own.corner} cx={x} cy={y} r={HALF - 1} stroke={color} />
      ))}
      {first && (
        <circle
          className={own.corner}
          data-closes={path.length > 2 || undefined}
          cx={first.x}
          cy={first.y}
          r={path.length > 2 ? HALF + 3 : HALF}
          stroke={color}
        />
      )}
      <Tag text={text} color={color} under={line} size={size} />
    </>
  )
}

/** A handle at each corner, and a smaller one in the middle of each side that is long enough. */
function Handles({ ground, pen, look, size, parts }: Props & { parts: readonly Part[] }) {
  const { vertex } = ground.view
  const seen = ({ x, y }: { x: number; y: number }) =>
    x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9
  return parts.map((rings, part) =>
    rings.map((corners, ring) => {
      const line = localRing(corners, look)
      return line.map((here, corner) => {
        const after = line[(corner + 1) % line.length] ?? here
        const middle = { x: (here.x + after.x) / 2, y: (here.y + after.y) / 2 }
        const at = { part, ring, corner }
        const taken = vertex?.part === part && vertex.ring === ring && vertex.corner === corner
        return (
          <g key={`${String(part)} ${String(ring)} ${String(corner)}`}>
            {seen(middle) && Math.hypot(after.x - here.x, after.y - here.y) > SHORT && (
              <circle
                className={own.middle}
                data-handle={handleName(true, at)}
                cx={middle.x}
                cy={middle.y}
                r={HALF - 1}
                stroke={pen.color}
              />
            )}
            {seen(here) && (
              <circle
                className={styles.handle}
                data-handle={handleName(false, at)}
                data-taken={taken || undefined}
                cx={here.x}
                cy={here.y}
                r={taken ? HALF + 2 : HALF}
                stroke={pen.color}
                style={taken ? { fill: pen.color, stroke: '#ffffff' } : undefined}
              />
            )}
          </g>
        )
      })
    }),
  )
}

const localRing = (ring: Ring, look: Viewport) => ring.map((corner) => toLocal(look, pointOf(corner)))
const listed = (line: readonly { x: number; y: number }[]) =>
  line.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')

const pathOf = (parts: readonly Part[], look: Viewport): string =>
  parts.flatMap((part) => part.map((ring) => `M${listed(localRing(ring, look))}Z`)).join('')

import { toLocal, type Viewport } from '@/geometry/picture'
import { pointOf, type Ring } from '@/geometry/rings'
import layers from '@/picture/Picture.module.css'
import shapes from '../polygons/Polygons.module.css'
import type { ActiveProps } from '../regions/craft'
import { Cross } from '../regions/Cross'
import styles from '../regions/Regions.module.css'
import { Tag } from '../regions/Tag'
import { handleName, type Doing } from './hand'
import own from './Polylines.module.css'
import { wrongLine, type Polyline, type PolylinesQuestion } from './schema'
import type { PolylineView } from './view'
import { words as s } from './words'

/** CSS pixels: half a handle, and stretches that are shorter have no handle in their middle. */
const HALF = 5
const SHORT = 28
/** CSS pixels of an arrow head. */
const HEAD = 12
/** What can't be so is drawn in the colour of warnings. */
const WRONG = '#e03131'

type Props = ActiveProps<PolylinesQuestion, Polyline, PolylineView, Doing>

/** The line in hand, and the one that is being drawn. */
export function Active(props: Props) {
  const { ground, doing, region, pen, look, size } = props
  const { view, readOnly, question } = ground
  const draws = view.path.length > 0 || view.cursor !== null
  const points = 'now' in doing ? doing.now : region?.points
  const line = points && localLine(points, look)
  const color = points && wrongLine(points) ? WRONG : pen.color
  const handles = region && !draws && !readOnly && !view.locked.includes(region.id)
  return (
    <>
      <svg className={layers.layer} width={size.width} height={size.height} aria-hidden>
        {line && region && (
          <>
            <polyline points={listed(line)} className={styles.under} />
            <polyline points={listed(line)} className={own.line} style={{ stroke: color }} />
            {question.directed && <Head line={line} color={color} />}
            {handles && <Handles {...props} line={line} />}
            {!draws && <Tag text={pen.name} color={pen.color} under={line} size={size} />}
          </>
        )}
        {view.path.length > 0 && <Open {...props} />}
      </svg>
      {view.cursor && <Cross at={toLocal(look, pointOf(view.cursor))} size={size} />}
    </>
  )
}

/** A line that is not done, and the stretch that the next press adds. */
function Open({ ground, doing, next, look, size }: Props) {
  const { path, cursor } = ground.view
  const to =
    cursor ?? (doing.is === 'reaching' || doing.is === 'placing' ? ([doing.to.x, doing.to.y] as const) : null)
  const line = localLine(path, look)
  const last = line.at(-1)
  const reach = to && localLine([to], look)[0]
  return (
    <>
      <polyline points={listed(line)} className={styles.under} />
      <polyline points={listed(line)} className={own.line} style={{ stroke: next.color }} />
      {last && reach && (
        <line
          className={shapes.reach}
          x1={last.x}
          y1={last.y}
          x2={reach.x}
          y2={reach.y}
          style={{ stroke: next.color }}
        />
      )}
      {line.map(({ x, y }, n) => (
        <circle
          key={n}
          className={shapes.corner}
          data-closes={(n > 0 && n === line.length - 1) || undefined}
          cx={x}
          cy={y}
          r={n > 0 && n === line.length - 1 ? HALF + 3 : HALF - 1}
          stroke={next.color}
        />
      ))}
      <Tag text={`${next.name} · ${s.points(path.length)}`} color={next.color} under={line} size={size} />
    </>
  )
}

/** Which way the line runs: an arrow at its end. */
function Head({ line, color }: { line: readonly Place[]; color: string }) {
  const [before, end] = line.slice(-2)
  if (!before || !end) return null
  const degrees = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI
  const half = HEAD / 2
  return (
    <path
      className={own.head}
      d={`M${String(HEAD + half)} 0L${String(half)} ${String(-half)}V${String(half)}Z`}
      transform={`translate(${String(end.x)} ${String(end.y)}) rotate(${String(degrees)})`}
      style={{ fill: color }}
    />
  )
}

/** A handle at each point, and a smaller one in the middle of each stretch that is long enough. */
function Handles({ ground, pen, size, line }: Props & { line: readonly Place[] }) {
  const { vertex } = ground.view
  const seen = ({ x, y }: Place) => x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9
  return line.map((here, n) => {
    const after = line[n + 1]
    const middle = after && { x: (here.x + after.x) / 2, y: (here.y + after.y) / 2 }
    const taken = n === vertex
    return (
      <g key={n}>
        {after && middle && seen(middle) && Math.hypot(after.x - here.x, after.y - here.y) > SHORT && (
          <circle
            className={shapes.middle}
            data-handle={handleName(true, n)}
            cx={middle.x}
            cy={middle.y}
            r={HALF - 1}
            stroke={pen.color}
          />
        )}
        {seen(here) && (
          <circle
            className={styles.handle}
            data-handle={handleName(false, n)}
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
}

interface Place {
  x: number
  y: number
}

const localLine = (line: Ring, look: Viewport): Place[] =>
  line.map((corner) => toLocal(look, pointOf(corner)))
const listed = (line: readonly Place[]) => line.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')

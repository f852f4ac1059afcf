import { toLocal, type Viewport } from '@/geometry/picture'
import { picturePoint } from '@/geometry/picture'
import layers from '@/picture/Picture.module.css'
import type { ActiveProps } from '../regions/craft'
import { Cross } from '../regions/Cross'
import styles from '../regions/Regions.module.css'
import { Tag } from '../regions/Tag'
import type { Doing } from './hand'
import own from './Keypoints.module.css'
import { pointOf, type Placed, type Points } from './points'
import type { KeypointsQuestion, Skeleton } from './schema'
import { inWork, nextOf, type KeypointsView } from './view'
import { words as s } from './words'

/** CSS pixels: half a point, and how far a name stands from the pointer. */
const HALF = 5
const BESIDE = 14

type Props = ActiveProps<KeypointsQuestion, Skeleton, KeypointsView, Doing>

/** The skeleton in hand with its points, and the point that is placed next. */
export function Active(props: Props) {
  const { ground, doing, region, pen, look, size } = props
  const { question, view, readOnly } = ground
  const points = 'now' in doing ? doing.now : (region?.points ?? {})
  const at = (placed: Placed) => toLocal(look, pointOf(placed))
  // The name of what comes next stands alone.
  const placing = placeOf(doing, view, look) !== null && nextOf(question, view, ground.regions) !== null
  const free = !readOnly && !view.locked.includes(region?.id ?? '')
  const held = view.point === null ? undefined : points[view.point]
  const name = question.points.find(({ id }) => id === view.point)?.name
  return (
    <>
      <svg className={layers.layer} width={size.width} height={size.height} aria-hidden>
        {([styles.under, own.line] as const).map((style) =>
          question.lines.map(([a, b]) => {
            const [from, to] = [points[a], points[b]]
            if (!from || !to) return null
            const [one, other] = [at(from), at(to)]
            return (
              <line
                key={`${a} ${b}`}
                className={style}
                x1={one.x}
                y1={one.y}
                x2={other.x}
                y2={other.y}
                style={style === own.line ? { stroke: pen.color } : undefined}
              />
            )
          }),
        )}
        <NextPoint {...props} points={points} />
        {Object.entries(points).map(([id, placed]) => {
          const { x, y } = at(placed)
          return (
            <circle
              key={id}
              className={own.point}
              data-handle={free ? id : undefined}
              data-hidden={placed[2] === 1 || undefined}
              cx={x}
              cy={y}
              r={id === view.point ? HALF + 3 : HALF}
              style={placed[2] === 1 ? { stroke: pen.color } : { fill: pen.color }}
            />
          )
        })}
        {!placing && region && held && name !== undefined && (
          <Tag
            text={held[2] === 1 ? s.hiddenPoint(name) : name}
            color={pen.color}
            under={[{ x: at(held).x - HALF, y: at(held).y + HALF }]}
            size={size}
          />
        )}
        {!placing && region && !held && Object.keys(points).length > 0 && (
          <Tag text={pen.name} color={pen.color} under={Object.values(points).map(at)} size={size} />
        )}
      </svg>
      {view.cursor && <Cross at={toLocal(look, picturePoint(...view.cursor))} size={size} />}
    </>
  )
}

/** The name of the point that is placed next, at the pointer, and lines to what it is joined to. */
function NextPoint({ ground, doing, next, pen, region, look, size, points }: Props & { points: Points }) {
  const { question, view, regions } = ground
  const point = nextOf(question, view, regions)
  const to = placeOf(doing, view, look)
  if (!point || !to) return null
  const { color } = region && inWork(view, regions) ? pen : next
  return (
    <>
      {question.lines.map(([a, b]) => {
        const other = a === point.id ? points[b] : b === point.id ? points[a] : undefined
        if (!other || !inWork(view, regions)) return null
        const from = toLocal(look, pointOf(other))
        return (
          <line
            key={`${a} ${b}`}
            className={own.reach}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            style={{ stroke: color }}
          />
        )
      })}
      <Tag
        text={point.name}
        color={color}
        under={[{ x: to.x + BESIDE, y: to.y - BESIDE - 26 }]}
        size={size}
      />
    </>
  )
}

function placeOf(doing: Doing, { cursor }: KeypointsView, look: Viewport) {
  if (cursor) return toLocal(look, picturePoint(...cursor))
  return doing.is === 'reaching' || doing.is === 'placing' ? toLocal(look, doing.to) : null
}

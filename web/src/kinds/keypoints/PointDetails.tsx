import { NativeSelect } from '@mantine/core'
import { picturePoint } from '@/geometry/picture'
import { keepFocus } from '../look'
import { NumberField } from '../regions/NumberField'
import type { DetailsProps } from '../regions/RegionRow'
import styles from '../regions/Regions.module.css'
import own from './Keypoints.module.css'
import { pointPut } from './keys'
import type { PointGesture } from './reduce'
import type { KeypointsQuestion, Skeleton } from './schema'
import { aimedAt, ended, inWork, keypointsViewed, nextOf } from './view'
import { words as s } from './words'

/** The points of a skeleton; of the one in hand where it lies, in exact numbers, and whether it is seen. */
export function PointDetails(props: DetailsProps<KeypointsQuestion, Skeleton, PointGesture>) {
  const { region: skeleton, question, width, height, readOnly, look, send } = props
  const view = keypointsViewed(props.view)
  const next = inWork(view, [skeleton]) && nextOf(question, view, [skeleton])
  const point = question.points.find(({ id }) => id === view.point)
  const at = point && skeleton.points[point.id]
  const field = (name: string, axis: 0 | 1) =>
    point &&
    at && (
      <NumberField
        key={`${name} ${String(at[axis])}`}
        name={name}
        value={at[axis]}
        readOnly={readOnly}
        wrong={s.badNumber}
        change={(value) => {
          const to = axis === 0 ? picturePoint(value, at[1]) : picturePoint(at[0], value)
          if (to.x < 0 || to.y < 0 || to.x > width || to.y > height) return false
          send(pointPut(skeleton, point.id, at, to, { width, height }).gesture as PointGesture)
          return true
        }}
      />
    )
  return (
    <>
      <ul className={own.points} aria-label={s.pointsOf}>
        {question.points.map(({ id, name }) => {
          const placed = skeleton.points[id]
          const seen = placed?.[2] ?? 0
          return (
            <li key={id}>
              <button
                type="button"
                className={own.pick}
                data-seen={seen}
                aria-label={s.pointIs(name, s.seen[seen])}
                data-next={next?.id === id || undefined}
                aria-pressed={view.point === id && placed !== undefined}
                disabled={readOnly}
                onMouseDown={keepFocus}
                onClick={() => {
                  // What is not there yet is placed next.
                  look(() => (placed ? { ...ended(view), point: id } : aimedAt(question, view, skeleton, id)))
                }}
              >
                {name}
              </button>
            </li>
          )
        })}
      </ul>
      {point && at && (
        <div className={styles.numbers} dir="ltr">
          {field(s.pointX, 0)}
          {field(s.pointY, 1)}
          <NativeSelect
            size="xs"
            label={s.state}
            style={{ gridColumn: 'span 2' }}
            value={String(at[2])}
            disabled={readOnly}
            data={([2, 1, 0] as const).map((seen) => ({ value: String(seen), label: s.seen[seen] }))}
            onChange={(event) => {
              const seen = Number(event.currentTarget.value)
              if (seen === 0) send({ does: 'away', region: skeleton.id, point: point.id })
              else
                send({
                  does: 'put',
                  region: skeleton.id,
                  point: point.id,
                  at: [at[0], at[1], seen === 1 ? 1 : 2],
                })
            }}
          />
        </div>
      )}
    </>
  )
}

import { heightOf, widthOf, type Borders } from '@/geometry/turned'
import { NumberField } from '../regions/NumberField'
import type { DetailsProps } from '../regions/RegionRow'
import styles from '../regions/Regions.module.css'
import type { BoxGesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'
import { words as s } from './words'

/** Where the box lies, in exact numbers, and whether it holds a crowd. */
export function BoxDetails({
  region: box,
  question,
  width,
  height,
  readOnly,
  send,
}: DetailsProps<BoxesQuestion, Box, BoxGesture>) {
  const [left, top, right, bottom] = box.box
  const [wide, high] = [widthOf(box), heightOf(box)]
  const put = (borders: Borders, rotation = box.rotation): boolean => {
    const shape = { box: borders, rotation }
    const inside =
      rotation !== 0 || (borders[0] >= 0 && borders[1] >= 0 && borders[2] <= width && borders[3] <= height)
    if (!inside || Math.min(widthOf(shape), heightOf(shape)) < question.least) return false
    send({ does: 'shape', region: box.id, shape })
    return true
  }
  const field = (name: string, value: number, change: (value: number) => boolean) => (
    // With another value it is another field: what was typed there is over.
    <NumberField
      key={`${name} ${String(value)}`}
      name={name}
      value={value}
      readOnly={readOnly}
      wrong={s.badNumber}
      change={change}
    />
  )
  return (
    <>
      <div className={styles.numbers} dir="ltr">
        {field(s.left, left, (x) => put([x, top, x + wide, bottom]))}
        {field(s.top, top, (y) => put([left, y, right, y + high]))}
        {field(s.width, wide, (w) => put([left, top, left + w, bottom]))}
        {field(s.height, high, (h) => put([left, top, right, top + h]))}
        {question.rotated && field(s.rotation, box.rotation, (angle) => put(box.box, angle))}
      </div>
      {question.crowds && (
        <label className={styles.crowd}>
          <input
            type="checkbox"
            checked={box.crowd}
            disabled={readOnly}
            onChange={(event) => {
              send({ does: 'crowd', region: box.id, is: event.currentTarget.checked })
            }}
          />
          {s.crowd}
        </label>
      )}
    </>
  )
}

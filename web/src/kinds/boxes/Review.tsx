import { useMemo } from 'react'
import { dashOf, markColor } from '@/picture/colors'
import { StillPicture } from '@/picture/StillPicture'
import { sceneOf } from '@/picture/scene'
import type { ReviewProps } from '../contract'
import styles from './Boxes.module.css'
import { colored } from './look'
import { placeOf } from './place'
import { markedPicture, type BoxesAnswer, type BoxesQuestion } from './schema'
import { words as s } from './words'

/** Boxes that are listed. */
const LISTED = 12

/** The picture with its boxes where it is at hand, and a short list. */
export function Review({ question, answer, parts }: ReviewProps<BoxesQuestion, BoxesAnswer>) {
  const { boxes } = answer
  const part = parts ? markedPicture(question, parts) : null
  const scene = useMemo(
    () =>
      sceneOf(
        boxes.map((box) => {
          const n = question.labels.findIndex(({ id }) => id === box.label)
          const label = question.labels[n]
          const color = markColor(label?.color ?? null, n)
          return { ...box, name: label?.name ?? box.label, color, dash: dashOf(n) }
        }),
      ),
    [boxes, question.labels],
  )
  return (
    <div className={styles.review}>
      {part?.url && <StillPicture part={part} url={part.url} scene={scene} failed={s.failed} alt={s.list} />}
      {boxes.length === 0 ? (
        <span>{s.nothing}</span>
      ) : (
        <ul className={styles.said}>
          {boxes.slice(0, LISTED).map((box, n) => (
            <li key={box.id} style={colored(scene.marks[n]?.color ?? '')}>
              {scene.marks[n]?.name}{' '}
              <small>{[placeOf(box), ...saidOf(question, box.label, box.attributes)].join(' · ')}</small>
            </li>
          ))}
          {boxes.length > LISTED && <li>… {boxes.length - LISTED}</li>}
        </ul>
      )}
    </div>
  )
}

function saidOf(question: BoxesQuestion, id: string, said: Record<string, string>): string[] {
  const label = question.labels.find((one) => one.id === id)
  return Object.entries(said).map(([name, value]) => {
    const attribute = label?.attributes.find((one) => one.id === name)
    return `${attribute?.name ?? name}: ${attribute?.options.find((o) => o.id === value)?.name ?? value}`
  })
}

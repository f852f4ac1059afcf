import { useMemo, useState } from 'react'
import { markColor } from '@/picture/colors'
import { sceneOf } from '@/picture/scene'
import { StillPicture } from '@/picture/StillPicture'
import type { TogetherProps } from '../contract'
import styles from './Boxes.module.css'
import { colored, keepFocus } from './look'
import { markedPicture, type BoxesAnswer, type BoxesQuestion } from './schema'
import { words as s } from './words'

const CONSENSUS = '#ffffff'
const OF_PEOPLE = [7, 4]

/** Everybody's boxes over each other, a colour for each answer; the consensus in white. */
export function Together({ question, said, parts }: TogetherProps<BoxesQuestion, BoxesAnswer>) {
  const [left, setLeft] = useState<readonly number[]>([])
  const part = markedPicture(question, parts)
  const names = useMemo(() => new Map(question.labels.map(({ id, name }) => [id, name])), [question.labels])
  const color = (n: number) => (said[n]?.consensus ? CONSENSUS : markColor(null, n))
  const scene = useMemo(() => {
    const marks = said.flatMap(({ answer, consensus }, n) =>
      left.includes(n)
        ? []
        : answer.boxes.map((box) => ({
            id: `${String(n)} ${box.id}`,
            box: box.box,
            rotation: box.rotation,
            name: names.get(box.label) ?? box.label,
            color: consensus ? CONSENSUS : markColor(null, n),
            dash: consensus ? [] : OF_PEOPLE,
          })),
    )
    // The consensus lies on top.
    return sceneOf(marks.sort((a, b) => Number(a.color === CONSENSUS) - Number(b.color === CONSENSUS)))
  }, [left, names, said])
  if (!part?.url || said.length < 2) return null
  return (
    <div className={styles.review}>
      <StillPicture part={part} url={part.url} scene={scene} failed={s.failed} alt={s.together} />
      <div className={styles.labels} role="group" aria-label={s.together}>
        {said.map(({ by, consensus }, n) => (
          <button
            key={n}
            type="button"
            className={styles.who}
            style={colored(color(n))}
            aria-pressed={!left.includes(n)}
            onMouseDown={keepFocus}
            onClick={() => {
              setLeft(left.includes(n) ? left.filter((one) => one !== n) : [...left, n])
            }}
          >
            {[...(consensus ? [s.consensus] : []), ...by].join(', ')}
          </button>
        ))}
      </div>
    </div>
  )
}

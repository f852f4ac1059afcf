import { useMemo, useState } from 'react'
import { markColor } from '@/picture/colors'
import { sceneOf } from '@/picture/scene'
import { StillPicture } from '@/picture/StillPicture'
import type { TogetherProps } from '../contract'
import { penOf, type Craft } from './craft'
import { colored, keepFocus } from '../look'
import marks from '../Marks.module.css'
import styles from './Regions.module.css'
import { markedPicture, type Region, type RegionQuestion } from './schema'
import { words as s } from './words'

const CONSENSUS = '#ffffff'
const OF_PEOPLE = [7, 4]

/** Everybody's regions over each other, a colour for each answer; the consensus in white. */
export function RegionTogether<Q extends RegionQuestion, A, R extends Region>(
  props: TogetherProps<Q, A> & { craft: Craft<A, R, Q> },
) {
  const { question, said, parts, craft } = props
  const [left, setLeft] = useState<readonly number[]>([])
  const part = markedPicture(question, parts)
  const color = (n: number) => (said[n]?.consensus ? CONSENSUS : markColor(null, n))
  const scene = useMemo(() => {
    const marks = said.flatMap(({ answer, consensus }, n) =>
      left.includes(n)
        ? []
        : craft.regionsOf(answer).map((region) => ({
            id: `${String(n)} ${region.id}`,
            ...craft.outlineOf(region, question),
            name: penOf(question, region.label).name,
            color: consensus ? CONSENSUS : markColor(null, n),
            dash: consensus ? [] : OF_PEOPLE,
          })),
    )
    // The consensus lies on top.
    return sceneOf(marks.sort((a, b) => Number(a.color === CONSENSUS) - Number(b.color === CONSENSUS)))
  }, [craft, left, question, said])
  if (!part?.url || said.length < 2) return null
  return (
    <div className={marks.review}>
      <StillPicture part={part} url={part.url} scene={scene} failed={s.failed} alt={craft.words.together} />
      <div className={marks.labels} role="group" aria-label={craft.words.together}>
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

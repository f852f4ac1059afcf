import { useMemo } from 'react'
import { StillPicture } from '@/picture/StillPicture'
import { sceneOf } from '@/picture/scene'
import type { ReviewProps } from '../contract'
import { marksOf, type Craft } from './craft'
import { colored } from '../look'
import marks from '../Marks.module.css'
import { markedPicture, type Region, type RegionQuestion } from './schema'
import { words as s } from './words'

/** Regions that are listed. */
const LISTED = 12

/** The picture with its regions where it is at hand, and a short list. */
export function RegionReview<Q extends RegionQuestion, A, R extends Region>(
  props: ReviewProps<Q, A> & { craft: Craft<A, R, Q> },
) {
  const { question, parts, craft } = props
  const regions = craft.regionsOf(props.answer)
  const part = parts ? markedPicture(question, parts) : null
  const { outlineOf } = craft
  const scene = useMemo(() => sceneOf(marksOf(question, regions, outlineOf)), [outlineOf, question, regions])
  return (
    <div className={marks.review}>
      {part?.url && (
        <StillPicture part={part} url={part.url} scene={scene} failed={s.failed} alt={craft.words.list} />
      )}
      {regions.length === 0 ? (
        <span>{s.nothing}</span>
      ) : (
        <ul className={marks.said}>
          {regions.slice(0, LISTED).map((region, n) => (
            <li key={region.id} style={colored(scene.marks[n]?.color ?? '')}>
              {scene.marks[n]?.name}{' '}
              <small>{[craft.placeOf(region), ...saidOf(question, region)].join(' · ')}</small>
            </li>
          ))}
          {regions.length > LISTED && <li>… {regions.length - LISTED}</li>}
        </ul>
      )}
    </div>
  )
}

function saidOf({ labels }: RegionQuestion, region: Region): string[] {
  const label = labels.find(({ id }) => id === region.label)
  return Object.entries(region.attributes).map(([name, value]) => {
    const attribute = label?.attributes.find((one) => one.id === name)
    return `${attribute?.name ?? name}: ${attribute?.options.find((o) => o.id === value)?.name ?? value}`
  })
}

/** How keypoints look, and what is said of them. */
import type { Outline } from '@/picture/scene'
import { exact } from '@/ui/format'
import type { Craft } from '../regions/craft'
import { aroundPoints, pointOf, type Points } from './points'
import type { KeypointsAnswer, KeypointsQuestion, Skeleton } from './schema'
import { words } from './words'

/** What was laid out once: skeletons that did not change are not laid out again. */
const LAID = new WeakMap<Points, { question: KeypointsQuestion; outline: Outline }>()

function outlineOf({ points }: Skeleton, question: KeypointsQuestion): Outline {
  const known = LAID.get(points)
  if (known?.question === question) return known.outline
  const outline = {
    around: aroundPoints(points),
    rings: question.lines.flatMap(([a, b]) => {
      const [from, to] = [points[a], points[b]]
      return from && to ? [[pointOf(from), pointOf(to)]] : []
    }),
    open: true,
    dots: Object.values(points).map(([x, y, seen]) => ({ x, y, hollow: seen === 1 })),
  }
  LAID.set(points, { question, outline })
  return outline
}

function placeOf({ points }: Skeleton): string {
  const [left, top] = aroundPoints(points)
  return words.place(exact(left), exact(top), words.points(Object.keys(points).length))
}

export const CRAFT: Craft<KeypointsAnswer, Skeleton, KeypointsQuestion> = {
  regionsOf: ({ keypoints }) => keypoints,
  outlineOf,
  placeOf,
  words,
}

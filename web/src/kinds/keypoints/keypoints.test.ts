/** A hand on a picture, without a browser: points that are placed in turn, skipped, hidden, moved, and taken back. */
import { expect, test } from 'vitest'
import { localPoint, screenPoint } from '@/geometry/frames'
import { picturePoint } from '@/geometry/picture'
import { Machine } from '@/machine/machine'
import { begin, redo, step, undo } from '../history'
import type { HandEffect, HandEvent } from '../regions/hand'
import { labelNow } from '../regions/view'
import { KIND } from './index'
import { hand, REST, type Doing } from './hand'
import { keyed } from './keys'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import { faults, readAnswer, readQuestion, type KeypointsAnswer, type Skeleton } from './schema'
import { linesRead, linesText, pointsRead, READY } from './skeletons'
import { aimedAt, keypointsViewed, nextOf, type KeypointsView } from './view'

const QUESTION = readQuestion({
  key: 'q',
  kind: 'keypoints',
  points: ['Bow', 'Mast', 'Stern'],
  lines: [
    ['bow', 'Mast'],
    ['mast', 'stern'],
  ],
  labels: ['Boat', { name: 'Pier', attributes: [{ name: 'Made of', options: ['wood'] }] }],
})
const PICTURE = { width: 600, height: 300 }

/** A desk with one picture, at half its size. */
class Desk {
  view: KeypointsView = keypointsViewed(null)
  history = begin<KeypointsAnswer | null>(null)
  copied: Skeleton | null = null
  readonly machine: Machine<Doing, HandEvent, HandEffect<Gesture, KeypointsView>>

  constructor() {
    const look = { scale: 0.5, left: 0, top: 0 }
    this.machine = new Machine(
      REST,
      (doing, event: HandEvent) => {
        const { skeletons: regions, view } = this
        const label = labelNow(QUESTION, view)
        const ground = { question: QUESTION, regions, view, label, look, picture: PICTURE, readOnly: false }
        return hand(ground, doing, event)
      },
      (effect: HandEffect<Gesture, KeypointsView>) => {
        if (effect.do === 'send') this.send(effect.gesture)
        else if (effect.do === 'view') this.view = effect.view
      },
    )
  }

  get skeletons() {
    return this.history.now?.keypoints ?? []
  }
  get points() {
    return this.skeletons.map(({ points }) => points)
  }
  get next() {
    return nextOf(QUESTION, this.view, this.skeletons)?.id ?? null
  }

  send(gesture: Gesture) {
    const was = this.history.now
    const is = reduce(QUESTION, was, gesture)
    if (!Object.is(is, was)) this.history = step(this.history, is, joins(was, is))
    this.view = follow(QUESTION, was, gesture, this.view)
  }

  at(x: number, y: number) {
    return localPoint({ left: 0, top: 0 }, screenPoint(x / 2, y / 2))
  }

  click(...places: [number, number][]) {
    for (const [x, y] of places) this.drag([x, y], [x, y])
  }

  drag(from: [number, number], to: [number, number], on: string | null = null) {
    this.machine.tell({ is: 'down', at: this.at(...from), on, pans: false })
    this.machine.tell({ is: 'move', at: this.at(...to), whole: false })
    this.machine.tell({ is: 'up', at: this.at(...to) })
  }

  press(...keys: string[]) {
    for (const name of keys) {
      const parts = name.split('+')
      const key = parts.at(-1) ?? ''
      const press = { key, ctrl: parts.includes('Ctrl'), shift: parts.includes('Shift'), alt: false }
      const sight = { centre: picturePoint(300, 150), halfWidth: 300, halfHeight: 150 }
      const { skeletons: regions, view, copied } = this
      const label = labelNow(QUESTION, view)
      const ground = {
        question: QUESTION,
        regions,
        view,
        label,
        picture: PICTURE,
        sight,
        copied,
        readOnly: false,
      }
      const moves = keyed(ground, press)
      for (const move of moves ?? []) {
        if (move.do === 'send') this.send(move.gesture)
        else if (move.do === 'view') this.view = move.view
        else if (move.do === 'copy') this.copied = move.region
      }
      if (moves) continue
      if (key === 'z') this.history = (press.shift ? redo : undo)(this.history)
      else {
        const gesture = gestureOf(QUESTION, key, this.view)
        if (gesture) this.send(gesture)
        else this.view = viewOf(QUESTION, key, this.view) ?? this.view
      }
    }
  }
}

test('points are placed one after another, and the next one is named', () => {
  const desk = new Desk()
  expect(desk.next).toBe('bow')
  desk.click([60, 100])
  expect(desk.next).toBe('mast')
  expect(KIND.unfinished?.(desk.view, QUESTION, desk.history.now)).toContain('Mast')
  desk.click([100, 40], [180, 100])
  expect(desk.points).toEqual([{ bow: [60, 100, 2], mast: [100, 40, 2], stern: [180, 100, 2] }])
  expect(desk.view.placing).toBeNull()
  expect(KIND.unfinished?.(desk.view, QUESTION, desk.history.now)).toBeNull()
  // A press beside it lets go, the next one begins another.
  desk.click([300, 200])
  expect(desk.skeletons).toHaveLength(1)
  desk.click([300, 200])
  expect(desk.points[1]).toEqual({ bow: [300, 200, 2] })
})

test('what is not there is skipped, also as the first and the last one; every step is taken back in its turn', () => {
  const desk = new Desk()
  desk.press('1', 'n')
  expect(desk.next).toBe('mast')
  desk.click([100, 40])
  desk.press('x', 'n')
  expect(desk.points).toEqual([{ mast: [100, 40, 1] }])
  expect(desk.view.placing).toBeNull()
  // One of them after all, from the list.
  const [skeleton] = desk.skeletons
  if (skeleton) desk.view = aimedAt(QUESTION, desk.view, skeleton, 'stern')
  expect(desk.next).toBe('stern')
  desk.click([180, 100])
  expect(desk.points).toEqual([{ mast: [100, 40, 1], stern: [180, 100, 2] }])
  expect(desk.next).toBeNull()
  const other = new Desk()
  other.click([60, 100])
  other.press('n')
  other.click([180, 100])
  other.press('Ctrl+z')
  expect(other.points).toEqual([{ bow: [60, 100, 2] }])
  const again = new Desk()
  again.click([60, 100])
  again.press('n')
  expect(again.next).toBe('stern')
  again.press('Ctrl+z')
  expect([again.next, again.points]).toEqual(['mast', [{ bow: [60, 100, 2] }]])
  again.press('Ctrl+z')
  expect([again.next, again.history.now]).toEqual(['bow', null])
})

test('points are pulled, moved by keys, hidden and taken away; the last one takes the skeleton along', () => {
  const desk = new Desk()
  desk.click([60, 100], [100, 40], [180, 100])
  desk.drag([100, 40], [120, 30], 'mast')
  expect(desk.points[0]?.mast).toEqual([120, 30, 2])
  expect(desk.view.point).toBe('mast')
  desk.press('ArrowLeft', 'ArrowLeft', 'Shift+ArrowDown', 'x')
  expect(desk.points[0]?.mast).toEqual([118, 40, 1])
  // Steps in a row are one step back.
  desk.press('Ctrl+z', 'Ctrl+z')
  expect(desk.points[0]?.mast).toEqual([120, 30, 2])
  desk.press('Ctrl+Shift+z', '.', 'Delete', ',', 'n', '.', 'Delete')
  expect(desk.history.now).toBeNull()
  desk.press('Ctrl+z')
  expect(Object.keys(desk.points[0] ?? {})).toHaveLength(1)
})

test('all of it is moved by its lines, as far as the picture goes', () => {
  const desk = new Desk()
  desk.click([60, 100], [100, 40], [180, 100])
  desk.press('Escape')
  desk.drag([80, 70], [680, 70])
  expect(desk.points).toEqual([{ bow: [480, 100, 2], mast: [520, 40, 2], stern: [600, 100, 2] }])
  desk.press('Escape', 'Escape')
  desk.drag([300, 200], [320, 220])
  expect(desk.skeletons).toHaveLength(1)
})

test('by keys alone: a cursor, the next point where it is, a copy beside', () => {
  const desk = new Desk()
  desk.press('2', 'p', ' ', 'Shift+ArrowRight', ' ', 'ArrowUp', 'n')
  expect(desk.skeletons).toMatchObject([
    { label: 'pier', points: { bow: [300, 150, 2], mast: [310, 150, 2] } },
  ])
  expect(desk.view.cursor).toBeNull()
  desk.send({ does: 'say', region: 'k1', attribute: 'made-of', value: 'wood' })
  desk.press('Ctrl+c', 'Ctrl+v')
  expect(desk.skeletons[1]).toMatchObject({
    label: 'pier',
    points: { bow: [310, 160, 2], mast: [320, 160, 2] },
    attributes: { 'made-of': 'wood' },
  })
  expect(faults(QUESTION, desk.history.now)).toEqual([])
})

test('what is no point is not read, and unknown ones are said', () => {
  const one = (points: unknown) => ({ keypoints: [{ id: 'k1', label: 'boat', points, attributes: {} }] })
  expect(readAnswer(QUESTION, one({ bow: [1, NaN, 2] }))).toBeNull()
  expect(readAnswer(QUESTION, one({ bow: [1, 1, 0] }))).toBeNull()
  expect(faults(QUESTION, readAnswer(QUESTION, one({ keel: [1, 1, 2] })))).toHaveLength(1)
})

test('points and lines are written as text; a point that is called otherwise keeps its id', () => {
  const { points, lines } = READY.hand()
  expect([points.length, lines.length]).toEqual([21, 20])
  expect(linesRead(linesText({ points, lines }), points)).toEqual({ lines, wrong: null })
  const before = [
    { id: 'bow', name: 'Bow' },
    { id: 'mast', name: 'Mast' },
  ]
  expect(pointsRead('Bow\nMast - top', before)).toEqual([before[0], { id: 'mast', name: 'Mast - top' }])
  expect(pointsRead('Mast\nBow\nStern', before)).toEqual([
    before[1],
    before[0],
    { id: 'stern', name: 'Stern' },
  ])
  const named = pointsRead('Bow\nMast - top', before)
  expect(linesRead('Bow - Mast - top\nBow - Keel', named)).toEqual({
    lines: [['bow', 'mast']],
    wrong: 'Bow - Keel',
  })
})

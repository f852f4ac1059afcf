/** A hand on a picture, without a browser: outlines that are drawn, pulled, cut, and taken back. */
import { expect, test } from 'vitest'
import { localPoint, screenPoint } from '@/geometry/frames'
import { picturePoint } from '@/geometry/picture'
import { Machine } from '@/machine/machine'
import { begin, redo, step, undo } from '../history'
import type { HandEffect, HandEvent } from '../regions/hand'
import type { Press } from '../regions/keys'
import { labelNow } from '../regions/view'
import { hand, handleName, REST, type Doing } from './hand'
import { keyed } from './keys'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import { faults, readAnswer, readQuestion, type Polygon, type PolygonsAnswer } from './schema'
import { begun, polygonViewed, takenUp, type PolygonView } from './view'

const QUESTION = readQuestion({
  key: 'q',
  kind: 'polygons',
  labels: ['Boat', { name: 'Pier', attributes: [{ name: 'Made of', options: ['wood'] }] }],
  least: 20,
})
const PICTURE = { width: 600, height: 300 }

/** A desk with one picture, at half its size. */
class Desk {
  view: PolygonView = polygonViewed(null)
  history = begin<PolygonsAnswer | null>(null)
  copied: Polygon | null = null
  readonly machine: Machine<Doing, HandEvent, HandEffect<Gesture, PolygonView>>

  constructor() {
    const look = { scale: 0.5, left: 0, top: 0 }
    this.machine = new Machine(
      REST,
      (doing, event: HandEvent) => {
        const { polygons: regions, view } = this
        const label = labelNow(QUESTION, view)
        return hand(
          { question: QUESTION, regions, view, label, look, picture: PICTURE, readOnly: false },
          doing,
          event,
        )
      },
      (effect: HandEffect<Gesture, PolygonView>) => {
        if (effect.do === 'send') this.send(effect.gesture)
        else if (effect.do === 'view') this.view = effect.view
      },
    )
  }

  get polygons() {
    return this.history.now?.polygons ?? []
  }
  get shapes() {
    return this.polygons.map(({ label, parts }) => [label, parts])
  }

  send(gesture: Gesture) {
    const was = this.history.now
    const is = reduce(QUESTION, was, gesture)
    if (!Object.is(is, was)) this.history = step(this.history, is, joins(was, is))
    this.view = follow(QUESTION, was, gesture, this.view)
  }

  /** Pixels of the picture. */
  point(x: number, y: number) {
    return localPoint({ left: 0, top: 0 }, screenPoint(x / 2, y / 2))
  }

  click(...points: [number, number][]) {
    for (const [x, y] of points) {
      this.machine.tell({ is: 'down', at: this.point(x, y), on: null, pans: false })
      this.machine.tell({ is: 'up', at: this.point(x, y) })
    }
  }

  drag(from: [number, number], to: [number, number], on: string | null = null) {
    this.machine.tell({ is: 'down', at: this.point(...from), on, pans: false })
    this.machine.tell({ is: 'move', at: this.point(...to), whole: false })
    this.machine.tell({ is: 'up', at: this.point(...to) })
  }

  press(...keys: string[]) {
    for (const chord of keys) {
      const key = chord.split('+').at(-1) ?? ''
      const press: Press = {
        key,
        ctrl: chord.startsWith('Ctrl+'),
        shift: chord.includes('Shift+'),
        alt: chord.includes('Alt+'),
      }
      const sight = { centre: picturePoint(300, 150), halfWidth: 300, halfHeight: 150 }
      const { polygons: regions, view, copied } = this
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
      const moves = keyed(ground, press, view.path.length > 0)
      for (const move of moves ?? [])
        if (move.do === 'send') this.send(move.gesture)
        else if (move.do === 'view') this.view = move.view
        else if (move.do === 'copy') this.copied = move.region
        else if (move.do === 'drop') this.machine.tell({ is: 'drop' })
      if (moves) continue
      if (chord === 'Ctrl+z') this.history = undo(this.history)
      else if (chord === 'Ctrl+Shift+z') this.history = redo(this.history)
      else {
        const made = gestureOf(QUESTION, key, view)
        if (made) this.send(made)
        else this.view = viewOf(QUESTION, key, view) ?? this.view
      }
    }
  }
}

const HULL = [
  [100, 100],
  [300, 100],
  [260, 200],
  [140, 200],
] as [number, number][]

test('an outline is clicked corner by corner and closed at its first one, by Enter or by a double click', () => {
  const desk = new Desk()
  desk.click(...HULL, [104, 102])
  expect(desk.shapes).toEqual([['boat', [[HULL]]]])
  desk.press('2', 'Escape')
  expect(desk.shapes).toEqual([['pier', [[HULL]]]])
  desk.press('1')
  desk.click([400, 100], [450, 100], [450, 150])
  desk.press('Enter')
  desk.click([500, 100], [550, 100], [550, 150], [550, 150])
  desk.machine.tell({ is: 'twice', at: desk.point(550, 150) })
  expect(desk.polygons.map(({ label }) => label)).toEqual(['pier', 'boat', 'boat'])
  expect(desk.view.path).toEqual([])
})

test('a side that would cross the outline is not set, and what was there stays', () => {
  const desk = new Desk()
  desk.click([100, 100], [300, 100], [300, 200], [200, 50])
  expect([desk.view.path.length, desk.view.refused]).toEqual([3, 'crosses'])
  desk.press('Enter')
  expect(desk.polygons).toHaveLength(1)
  desk.drag([300, 200], [200, 20], handleName(false, { part: 0, ring: 0, corner: 2 }))
  expect(desk.view.refused).toBeNull()
  desk.press('Escape', 'Escape')
  desk.click([400, 10], [430, 10], [415, 11])
  desk.press('Enter')
  expect([desk.polygons.length, desk.view.path.length, desk.view.refused]).toEqual([1, 3, 'small'])
  desk.press('Escape')
  desk.click([400, 10], [500, 10])
  desk.press('Enter')
  expect(desk.view.refused).toBe('few')
})

test('corners of an open outline are taken back and set again, also after Esc', () => {
  const desk = new Desk()
  desk.click(...HULL)
  desk.press('Ctrl+z', 'Ctrl+z')
  expect(desk.view.path).toEqual(HULL.slice(0, 2))
  desk.press('Ctrl+Shift+z')
  expect(desk.view.path).toEqual(HULL.slice(0, 3))
  desk.press('Escape')
  expect(desk.view.path).toEqual([])
  desk.press('Ctrl+Shift+z', 'Ctrl+Shift+z', 'Ctrl+Shift+z', 'Ctrl+Shift+z', 'Enter')
  expect(desk.shapes).toEqual([['boat', [[HULL]]]])
})

test('corners are pulled, put into a side, removed; the whole is moved; every edit is one step back', () => {
  const desk = new Desk()
  desk.click(...HULL)
  desk.press('Enter')
  desk.drag([300, 100], [320, 80], handleName(false, { part: 0, ring: 0, corner: 1 }))
  desk.drag([210, 90], [200, 60], handleName(true, { part: 0, ring: 0, corner: 0 }))
  expect(desk.shapes[0]?.[1]).toEqual([
    [
      [
        [100, 100],
        [200, 60],
        [320, 80],
        [260, 200],
        [140, 200],
      ],
    ],
  ])
  expect(desk.view.vertex).toEqual({ part: 0, ring: 0, corner: 1 })
  // Pulled over another side it goes back to where it was.
  desk.drag([200, 60], [200, 280], handleName(false, { part: 0, ring: 0, corner: 1 }))
  expect([desk.view.refused, desk.polygons[0]?.parts[0]?.[0]?.[1]]).toEqual(['crosses', [200, 60]])
  desk.press('Delete')
  expect(desk.shapes[0]?.[1]).toEqual([
    [
      [
        [100, 100],
        [320, 80],
        [260, 200],
        [140, 200],
      ],
    ],
  ])
  desk.press('Escape')
  desk.drag([200, 150], [180, 0])
  expect(desk.shapes[0]?.[1]).toEqual([
    [
      [
        [80, 20],
        [300, 0],
        [240, 120],
        [120, 120],
      ],
    ],
  ])
  desk.press(...Array<string>(4).fill('Ctrl+z'))
  expect(desk.shapes).toEqual([['boat', [[HULL]]]])
  desk.press('Ctrl+z')
  expect(desk.history.now).toBeNull()
})

test('a hole is cut and a part is added, and neither where it can’t be', () => {
  const desk = new Desk()
  desk.click(...HULL)
  desk.press('Enter', 'x')
  desk.click([160, 120], [200, 120], [180, 150])
  desk.press('Enter')
  expect(desk.polygons[0]?.parts[0]).toEqual([
    HULL,
    [
      [160, 120],
      [200, 120],
      [180, 150],
    ],
  ])
  desk.press('a')
  desk.click([400, 100], [450, 100], [450, 150])
  desk.press('Enter')
  expect(desk.polygons[0]?.parts).toHaveLength(2)
  expect(desk.polygons).toHaveLength(1)
  desk.press('x')
  desk.click([190, 130], [250, 130], [250, 150])
  desk.press('Enter')
  expect([desk.view.refused, desk.view.path.length]).toEqual(['hole', 3])
  desk.press('Escape', 'Escape')
  // A press into the hole takes nothing in hand, one beside it does.
  desk.press('Escape')
  desk.click([180, 130])
  expect([desk.view.focus, desk.view.path.length]).toEqual([null, 1])
  desk.press('Escape')
  desk.click([230, 150])
  expect(desk.view.focus).toBe('p1')
})

test('everything can be made by keys, and keys in a row are one step back', () => {
  const desk = new Desk()
  desk.press('p', ' ', 'Shift+ArrowRight', 'Shift+ArrowRight', ' ', 'Shift+ArrowDown', ' ', 'Enter')
  expect(desk.shapes).toEqual([
    [
      'boat',
      [
        [
          [
            [300, 150],
            [320, 150],
            [320, 160],
          ],
        ],
      ],
    ],
  ])
  desk.press('2', 'ArrowLeft', 'ArrowLeft', 'Alt+ArrowUp', '.', '.', 'ArrowRight', 'i')
  expect(desk.shapes).toEqual([
    [
      'pier',
      [
        [
          [
            [298, 140],
            [319, 140],
            [318.5, 145],
            [318, 150],
          ],
        ],
      ],
    ],
  ])
  desk.press('Escape', 'Ctrl+c', 'Ctrl+v')
  expect(desk.polygons[1]).toMatchObject({
    id: 'p2',
    label: 'pier',
    parts: [
      [
        [
          [308, 150],
          [329, 150],
          [328.5, 155],
          [328, 160],
        ],
      ],
    ],
  })
  desk.press('Shift+Tab')
  expect(desk.view.focus).toBe('p1')
  desk.press('Delete')
  expect(desk.polygons.map(({ id }) => id)).toEqual(['p2'])
  desk.press('Ctrl+z', 'Ctrl+z', 'Ctrl+z', 'Ctrl+z')
  expect(desk.shapes).toEqual([
    [
      'pier',
      [
        [
          [
            [300, 150],
            [320, 150],
            [320, 160],
          ],
        ],
      ],
    ],
  ])
})

test('an answer is read as it is, and nothing leaves the picture', () => {
  const desk = new Desk()
  desk.click([590, 290], [700, 290], [590, 400])
  desk.press('Enter', 'ArrowRight', 'Shift+ArrowDown')
  expect(desk.shapes).toEqual([
    [
      'boat',
      [
        [
          [
            [590, 290],
            [600, 290],
            [590, 300],
          ],
        ],
      ],
    ],
  ])
  desk.press('2')
  desk.send({ does: 'say', region: 'p1', attribute: 'made-of', value: 'wood' })
  const raw = JSON.parse(JSON.stringify(desk.history.now)) as Record<string, unknown>
  expect(readAnswer(QUESTION, raw)).toEqual(desk.history.now)
  expect(faults(QUESTION, desk.history.now)).toEqual([])
})

test('an open outline is kept and taken up again; what is none is not', () => {
  const desk = new Desk()
  expect(begun(desk.view)).toBeNull()
  desk.press('2')
  desk.click([100, 100], [200, 100])
  const kept = begun(desk.view)
  expect(kept && takenUp(kept)).toMatchObject({ path: desk.view.path, held: 'pier', cut: null })
  expect(takenUp({ path: [[1, 'x']] })).toBeNull()
  expect(takenUp({ path: [] })).toBeNull()
})

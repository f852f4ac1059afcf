/** A hand on a picture, without a browser: what is drawn, moved, sized, turned, labelled, and taken back. */
import { expect, test } from 'vitest'
import { localPoint, screenPoint } from '@/geometry/frames'
import { picturePoint } from '@/geometry/picture'
import { Machine } from '@/machine/machine'
import { begin, redo, step, undo } from '../history'
import type { HandEffect, HandEvent } from '../regions/hand'
import type { Press } from '../regions/keys'
import { IDLE, labelNow, viewed, type RegionView } from '../regions/view'
import { hand, REST } from './hand'
import { keyed } from './keys'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import { faults, readAnswer, readQuestion, type BoxesAnswer } from './schema'

const QUESTION = readQuestion({
  key: 'q',
  kind: 'boxes',
  labels: ['Boat', { name: 'Pier', attributes: [{ name: 'Made of', options: ['wood'] }] }],
  rotated: true,
  least: 3,
})
const PICTURE = { width: 600, height: 300 }

/** A desk with one picture, at half its size. */
class Desk {
  question = QUESTION
  view = IDLE
  history = begin<BoxesAnswer | null>(null)
  copied: BoxesAnswer['boxes'][number] | null = null
  readonly machine: Machine<ReturnType<typeof hand>[0], HandEvent, HandEffect<Gesture, RegionView>>

  constructor() {
    const look = { scale: 0.5, left: 0, top: 0 }
    this.machine = new Machine(
      REST as ReturnType<typeof hand>[0],
      (doing, event: HandEvent) =>
        hand(
          {
            question: this.question,
            regions: this.boxes,
            view: this.view,
            label: labelNow(this.question, this.view),
            look,
            picture: PICTURE,
            readOnly: false,
          },
          doing,
          event,
        ),
      (effect: HandEffect<Gesture, RegionView>) => {
        if (effect.do === 'send') this.send(effect.gesture)
        else if (effect.do === 'take') this.view = { ...this.view, focus: effect.region }
      },
    )
  }

  get boxes() {
    return this.history.now?.boxes ?? []
  }
  get places() {
    return this.boxes.map(({ label, box }) => [label, ...box])
  }

  send(gesture: Gesture) {
    const was = this.history.now
    const is = reduce(this.question, was, gesture)
    if (!Object.is(is, was)) this.history = step(this.history, is, joins(was, is))
    this.view = follow(this.question, was, gesture, this.view)
  }

  /** Pixels of the picture. */
  point(x: number, y: number) {
    return localPoint({ left: 0, top: 0 }, screenPoint(x / 2, y / 2))
  }

  drag(from: [number, number], to: [number, number], on: Extract<HandEvent, { is: 'down' }>['on'] = null) {
    this.machine.tell({ is: 'down', at: this.point(...from), on, pans: false })
    this.machine.tell({ is: 'move', at: this.point(...to), whole: false })
    this.machine.tell({ is: 'up', at: this.point(...to) })
  }

  click(x: number, y: number) {
    this.machine.tell({ is: 'down', at: this.point(x, y), on: null, pans: false })
    this.machine.tell({ is: 'up', at: this.point(x, y) })
  }

  press(key: string, held: Partial<Press> = {}) {
    const press = { key, ctrl: false, shift: false, alt: false, ...held }
    const sight = { centre: picturePoint(300, 150), halfWidth: 300, halfHeight: 150 }
    const { question, boxes: regions, view, copied } = this
    const label = labelNow(question, view)
    const ground = { question, regions, view, label, picture: PICTURE, sight, copied, readOnly: false }
    const moves = keyed(ground, press, this.machine.current().is === 'drawing')
    for (const move of moves ?? [])
      if (move.do === 'send') this.send(move.gesture)
      else if (move.do === 'view') this.view = move.view
      else if (move.do === 'copy') this.copied = move.region
      else if (move.do === 'drop') this.machine.tell({ is: 'drop' })
    if (moves) return
    const made = gestureOf(question, key, view)
    if (made) this.send(made)
    else this.view = viewOf(question, key, view) ?? this.view
  }
}

test('a box is drawn, then named; a label chosen first draws inside of it, also by two clicks', () => {
  const desk = new Desk()
  desk.drag([500, 250], [100, 50])
  expect(desk.places).toEqual([['boat', 100, 50, 500, 250]])
  desk.press('2')
  expect(desk.places).toEqual([['pier', 100, 50, 500, 250]])
  desk.press('Escape')
  desk.press('1')
  desk.drag([200, 100], [240, 120])
  desk.click(300, 200)
  desk.machine.tell({ is: 'move', at: desk.point(310, 240), whole: false })
  desk.click(320, 210)
  expect(desk.places.slice(1)).toEqual([
    ['boat', 200, 100, 240, 120],
    ['boat', 300, 200, 320, 210],
  ])
  // Another label is held for the next one, and the last one keeps its own.
  desk.press('2')
  expect(desk.view.held).toBe('pier')
  expect(desk.places[2]?.[0]).toBe('boat')
})

test('clicks take the smallest box first, then the one around it; a drag moves what is in hand', () => {
  const desk = new Desk()
  desk.drag([100, 50], [500, 250])
  desk.press('Escape')
  desk.press('1')
  desk.drag([200, 100], [240, 120])
  for (let n = 0; n < 2; n++) desk.press('Escape')
  desk.click(220, 110)
  expect(desk.view.focus).toBe('b2')
  desk.click(220, 110)
  expect(desk.view.focus).toBe('b1')
  desk.drag([220, 110], [200, 0])
  expect(desk.places[0]).toEqual(['boat', 80, 0, 480, 200])
  desk.drag([80, 0], [90, 20], '-1 -1')
  expect(desk.places[0]).toEqual(['boat', 90, 20, 480, 200])
  desk.drag([285, 0], [600, 110], 'turn')
  expect(desk.boxes[0]?.rotation).toBe(90)
  // What is locked or hidden is not taken by a click.
  desk.view = { ...desk.view, focus: null, locked: ['b2'], hidden: ['b1'] }
  desk.click(220, 110)
  expect(desk.view.focus).toBeNull()
})

test('a slip of the hand, a dropped finger and a box too small come to nothing', () => {
  const desk = new Desk()
  desk.drag([100, 50], [104, 50])
  desk.drag([100, 50], [160, 52])
  desk.machine.tell({ is: 'down', at: desk.point(10, 10), on: null, pans: false })
  desk.machine.tell({ is: 'move', at: desk.point(90, 90), whole: false })
  desk.machine.tell({ is: 'drop' })
  desk.machine.tell({ is: 'up', at: desk.point(90, 90) })
  expect(desk.history.now).toBeNull()
})

test('everything can be made by keys, and keys in a row are one step back', () => {
  const desk = new Desk()
  desk.press('b')
  expect(desk.places).toEqual([['boat', 225, 112, 375, 188]])
  for (let n = 0; n < 3; n++) desk.press('ArrowRight')
  desk.press('ArrowDown', { alt: true })
  desk.press('ArrowRight', { shift: true })
  expect(desk.places).toEqual([['boat', 228, 122, 379, 198]])
  desk.press('.')
  desk.press('c', { ctrl: true })
  desk.press('v', { ctrl: true })
  expect(desk.boxes[1]).toEqual({ ...desk.boxes[0], id: 'b2', box: [238, 132, 389, 208] })
  desk.press('Tab', { shift: true })
  expect(desk.view.focus).toBe('b1')
  desk.press('Delete')
  expect(desk.boxes.map(({ id }) => id)).toEqual(['b2'])
  const last = desk.history.now
  for (let n = 0; n < 3; n++) desk.history = undo(desk.history)
  expect(desk.places).toEqual([['boat', 225, 112, 375, 188]])
  desk.history = undo(desk.history)
  expect(desk.history.now).toBeNull()
  while (desk.history.future.length > 0) desk.history = redo(desk.history)
  expect(desk.history.now).toEqual(last)
})

test('nothing leaves the picture or becomes too small by keys, and Tab leaves behind the last box', () => {
  const desk = new Desk()
  desk.drag([590, 290], [600, 300])
  desk.press('ArrowRight')
  desk.press('ArrowDown', { shift: true })
  desk.press('ArrowLeft', { shift: true, alt: true })
  expect(desk.places).toEqual([['boat', 590, 290, 600, 300]])
  const view = viewed(desk.view)
  const sight = { centre: picturePoint(0, 0), halfWidth: 1, halfHeight: 1 }
  const ground = { question: QUESTION, regions: desk.boxes, view, label: 'boat', picture: PICTURE, sight }
  const tab = { key: 'Tab', ctrl: false, shift: false, alt: false }
  expect(keyed({ ...ground, copied: null, readOnly: false }, tab, false)).toBeNull()
})

test('another label keeps only what it has, and an answer is read as it is', () => {
  const desk = new Desk()
  desk.drag([100, 50], [200, 150])
  desk.press('2')
  desk.send({ does: 'say', region: 'b1', attribute: 'made-of', value: 'wood' })
  expect(desk.boxes[0]?.attributes).toEqual({ 'made-of': 'wood' })
  const raw = JSON.parse(JSON.stringify(desk.history.now)) as Record<string, unknown>
  expect(readAnswer(QUESTION, raw)).toEqual(desk.history.now)
  expect(faults(QUESTION, desk.history.now)).toEqual([])
  desk.press('1')
  expect(desk.boxes[0]?.attributes).toEqual({})
  desk.press('-')
  expect(desk.boxes).toHaveLength(1)
})

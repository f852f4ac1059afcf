/**
 * Everything that is marked in a picture, laid out for drawing: one flat row of borders, and what looks alike together.
 *
 * A row of 10,000 is read through in a few hundredths of a millisecond, so what is in sight is found without an index,
 * which would take longer to make after every change than it saves.
 */
import { around, cornersOf, type Turned } from '@/geometry/turned'

export interface Mark extends Turned {
  readonly id: string
  readonly name: string
  readonly color: string
  /** Lengths of the dashes of its line. */
  readonly dash: readonly number[]
}

export interface Scene {
  readonly marks: readonly Mark[]
  /** Left, top, right and bottom of each, turned as it is. */
  readonly borders: Float64Array
  /** Places of the marks that are drawn with the same pen. */
  readonly pens: readonly { color: string; dash: readonly number[]; places: Int32Array }[]
  /** Corners of those that are turned, by their place. */
  readonly corners: ReadonlyMap<number, readonly { readonly x: number; readonly y: number }[]>
}

export function sceneOf(marks: readonly Mark[]): Scene {
  const borders = new Float64Array(4 * marks.length)
  const pens = new Map<string, { color: string; dash: readonly number[]; places: number[] }>()
  const corners = new Map<number, ReturnType<typeof cornersOf>>()
  marks.forEach((mark, n) => {
    borders.set(around(mark), 4 * n)
    if (mark.rotation !== 0) corners.set(n, cornersOf(mark))
    const pen = `${mark.color} ${mark.dash.join()}`
    const had = pens.get(pen)
    if (had) had.places.push(n)
    else pens.set(pen, { color: mark.color, dash: mark.dash, places: [n] })
  })
  return {
    marks,
    borders,
    corners,
    pens: [...pens.values()].map((pen) => ({ ...pen, places: Int32Array.from(pen.places) })),
  }
}

/**
 * Everything that is marked in a picture, laid out for drawing: one flat row of borders, and what looks alike together.
 *
 * A row of 10,000 is read through in a few hundredths of a millisecond, so what is in sight is found without an index,
 * which would take longer to make after every change than it saves.
 */
import type { Borders } from '@/geometry/turned'

/** A line through these places of the picture. */
export type Ring = readonly { readonly x: number; readonly y: number }[]

/** A point of the picture that is marked by itself. */
export interface Dot {
  readonly x: number
  readonly y: number
  /** Drawn as a ring: what is there is not seen. */
  readonly hollow: boolean
}

/** What a mark looks like in the picture. */
export interface Outline {
  /** The upright rectangle around all of it. */
  readonly around: Borders
  /** Its lines; none, and no dots: the rectangle itself. */
  readonly rings: readonly Ring[]
  /** Whether its lines end where they end; else each is closed. */
  readonly open?: boolean
  /** Whether what its lines go round is coloured, too. */
  readonly filled?: boolean
  readonly dots?: readonly Dot[]
  /** Whether an arrow shows which way its lines run. */
  readonly arrow?: boolean
}

export interface Mark extends Outline {
  readonly id: string
  readonly name: string
  readonly color: string
  /** Lengths of the dashes of its line. */
  readonly dash: readonly number[]
}

export interface Scene {
  readonly marks: readonly Mark[]
  /** Left, top, right and bottom of each. */
  readonly borders: Float64Array
  /** Places of the marks that are drawn with the same pen. */
  readonly pens: readonly { color: string; dash: readonly number[]; places: Int32Array }[]
}

export function sceneOf(marks: readonly Mark[]): Scene {
  const borders = new Float64Array(4 * marks.length)
  const pens = new Map<string, { color: string; dash: readonly number[]; places: number[] }>()
  marks.forEach((mark, n) => {
    borders.set(mark.around, 4 * n)
    const pen = `${mark.color} ${mark.dash.join()}`
    const had = pens.get(pen)
    if (had) had.places.push(n)
    else pens.set(pen, { color: mark.color, dash: mark.dash, places: [n] })
  })
  return {
    marks,
    borders,
    pens: [...pens.values()].map((pen) => ({ ...pen, places: Int32Array.from(pen.places) })),
  }
}

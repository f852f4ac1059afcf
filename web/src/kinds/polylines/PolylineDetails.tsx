import { Button } from '@mantine/core'
import { aroundLine, movedLine } from '@/geometry/lines'
import { cornerOf } from '@/geometry/rings'
import { picturePoint } from '@/geometry/picture'
import { keepFocus } from '../look'
import shapes from '../polygons/Polygons.module.css'
import { NumberField } from '../regions/NumberField'
import type { DetailsProps } from '../regions/RegionRow'
import styles from '../regions/Regions.module.css'
import { withMoved } from './drawing'
import { middlePut, pointOut, shaped, turned, type Move } from './keys'
import type { PolylineGesture } from './reduce'
import type { Polyline, PolylinesQuestion } from './schema'
import { polylineViewed } from './view'
import { words as s } from './words'

/** Where a line and its point in hand lie, in exact numbers; points put in and taken out; which way it runs. */
export function PolylineDetails(props: DetailsProps<PolylinesQuestion, Polyline, PolylineGesture>) {
  const { region: line, question, width, height, readOnly, look, send } = props
  const { points } = line
  const view = polylineViewed(props.view)
  const { vertex } = view
  const corner = vertex === null ? undefined : points[vertex]
  const [left, top] = aroundLine(points)
  /** Whether anything came of it. */
  const does = (moves: readonly Move[]): boolean => {
    for (const move of moves)
      if (move.do === 'send') send(move.gesture as PolylineGesture)
      else if (move.do === 'view') look(() => move.view)
    return moves.some((move) => move.do === 'send')
  }
  const moved = (right: number, down: number): boolean => {
    const now = movedLine(points, right, down, { width, height })
    const [x, y] = aroundLine(now)
    if (Math.abs(x - left - right) > 0.01 || Math.abs(y - top - down) > 0.01) return false
    return does(shaped(view, line, now, vertex))
  }
  const put = (at: number, x: number, y: number): boolean => {
    if (x < 0 || y < 0 || x > width || y > height) return false
    return does(shaped(view, line, withMoved(points, at, cornerOf(picturePoint(x, y))), at))
  }
  const field = (name: string, value: number, change: (value: number) => boolean) => (
    // With another value it is another field: what was typed there is over.
    <NumberField
      key={`${name} ${String(value)}`}
      name={name}
      value={value}
      readOnly={readOnly}
      wrong={s.badNumber}
      change={change}
    />
  )
  const tool = (text: string, moves: () => readonly Move[]) => (
    <Button
      variant="default"
      size="xs"
      disabled={readOnly}
      onMouseDown={keepFocus}
      onClick={() => {
        does(moves())
      }}
    >
      {text}
    </Button>
  )
  return (
    <>
      <div className={styles.numbers} dir="ltr">
        {field(s.left, left, (x) => moved(x - left, 0))}
        {field(s.top, top, (y) => moved(0, y - top))}
        {vertex !== null && corner && field(s.pointX, corner[0], (x) => put(vertex, x, corner[1]))}
        {vertex !== null && corner && field(s.pointY, corner[1], (y) => put(vertex, corner[0], y))}
      </div>
      <div className={shapes.tools}>
        {question.directed && tool(s.turn, () => turned(view, line))}
        {vertex !== null && corner && tool(s.insert, () => middlePut(view, line, vertex))}
        {vertex !== null && corner && tool(s.removePoint, () => pointOut(view, line, vertex))}
      </div>
    </>
  )
}

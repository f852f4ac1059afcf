import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { picturePoint } from '@/geometry/picture'
import { aroundAll, cornerAt, movedParts, type At } from '@/geometry/rings'
import { keepFocus } from '../look'
import { NumberField } from '../regions/NumberField'
import type { DetailsProps } from '../regions/RegionRow'
import styles from '../regions/Regions.module.css'
import { withMiddle } from './hand'
import { cornerPut, withoutCorner, withoutPart, type Move } from './keys'
import own from './Polygons.module.css'
import type { PolygonGesture } from './reduce'
import { wrongOutline, type Polygon, type PolygonsQuestion } from './schema'
import { polygonViewed } from './view'
import { words as s } from './words'

/** Where a polygon and its corner in hand lie, in exact numbers; its parts and holes, and what is done to them. */
export function PolygonDetails(props: DetailsProps<PolygonsQuestion, Polygon, PolygonGesture>) {
  const { region: polygon, width, height, readOnly, look, send } = props
  const { parts } = polygon
  const view = polygonViewed(props.view)
  const picture = { width, height }
  const corner = view.vertex && cornerAt(parts, view.vertex)
  const [left, top] = aroundAll(parts)
  const does = (moves: readonly Move[]) => {
    for (const move of moves)
      if (move.do === 'send') send(move.gesture)
      else if (move.do === 'view') look(() => move.view)
  }
  const moved = (right: number, down: number): boolean => {
    const now = movedParts(parts, right, down, picture)
    const [x, y] = aroundAll(now)
    if (Math.abs(x - left - right) > 0.01 || Math.abs(y - top - down) > 0.01) return false
    send({ does: 'shape', region: polygon.id, parts: now })
    return true
  }
  const put = (at: At, x: number, y: number): boolean => {
    if (x < 0 || y < 0 || x > width || y > height) return false
    const moves = cornerPut(view, polygon, at, picturePoint(x, y), picture)
    const can = moves.some((move) => move.do === 'send')
    if (can) does(moves)
    return can
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
  const tool = (text: string, onClick: () => void) => (
    <Button variant="default" size="xs" disabled={readOnly} onMouseDown={keepFocus} onClick={onClick}>
      {text}
    </Button>
  )
  const { vertex } = view
  const rings = parts.flatMap((part, n) =>
    part.map((ring, m) => ({
      at: { part: n, ring: m },
      name: (m === 0 ? s.partOf : s.holeOf)(m === 0 ? n + 1 : m, s.points(ring.length)),
    })),
  )
  return (
    <>
      <div className={styles.numbers} dir="ltr">
        {field(s.left, left, (x) => moved(x - left, 0))}
        {field(s.top, top, (y) => moved(0, y - top))}
        {vertex && corner && field(s.cornerX, corner[0], (x) => put(vertex, x, corner[1]))}
        {vertex && corner && field(s.cornerY, corner[1], (y) => put(vertex, corner[0], y))}
      </div>
      <div className={own.tools}>
        {tool(s.hole, () => {
          look(() => ({ ...view, held: null, cut: 'hole', vertex: null, refused: null }))
        })}
        {tool(s.part, () => {
          look(() => ({ ...view, held: null, cut: 'part', vertex: null, refused: null }))
        })}
        {vertex &&
          corner &&
          tool(s.insert, () => {
            const made = withMiddle(parts, vertex)
            if (wrongOutline(made)) return
            send({ does: 'shape', region: polygon.id, parts: made })
          })}
        {vertex &&
          corner &&
          tool(s.removeCorner, () => {
            does(withoutCorner(view, polygon, vertex))
          })}
      </div>
      {rings.length > 1 && (
        <ul className={own.rings} aria-label={s.rings}>
          {rings.map(({ at, name }) => (
            <li key={name}>
              <span>{name}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={s.removeRing(name)}
                disabled={readOnly}
                onMouseDown={keepFocus}
                onClick={() => {
                  does(withoutPart(view, polygon, at))
                }}
              >
                <IconX size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

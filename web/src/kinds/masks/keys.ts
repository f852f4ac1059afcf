/** What keys do to masks, without a browser; keys of labels are the desk's. */
import type { PicturePoint } from '@/geometry/picture'
import { cornerOf, pointOf, type Corner } from '@/geometry/rings'
import { besideOthers, cursorAt, movedPlace, nudgeOf } from '../points/keys'
import { dropped, pathKey, takenBack } from '../points/path'
import { inHand, isLabelKey, regionKeys, type KeyGround, type Press } from '../regions/keys'
import type * as regions from '../regions/keys'
import { centreOf, intoOf, outlined, stroke } from './hand'
import type { Gesture } from './reduce'
import { isSame, moved } from './runs'
import { pictureOf, turnsOf, type Mask, type MasksQuestion } from './schema'
import { holding, isBrush, middleAt, stepped, type MaskView, type Tool } from './view'

export type Ground = KeyGround<MasksQuestion, Mask, MaskView>
export type Move = regions.Move<Mask, Gesture, MaskView>

const look = (view: MaskView) => ({ do: 'view', view }) as const

const OF_KEYS: Partial<Record<string, Tool>> = { b: 'brush', e: 'erase', p: 'outline' }

/** What a key does; null: it is somebody else's. */
export function keyed(ground: Ground, press: Press): Move[] | null {
  const { view, readOnly, copied } = ground
  const shared = () => regionKeys(ground, press, false, centreOf)
  if (readOnly) return shared()
  if (press.ctrl) {
    if (press.alt) return null
    const changed = pathKey(view, press)
    if (changed)
      return [look(isBrush(view) ? { ...changed, cursor: changed.path.at(-1) ?? view.cursor } : changed)]
    if (press.key.toLowerCase() === 'v' && copied) return inserted(ground, copied)
    return shared()
  }
  const by = nudgeOf(press)
  if (by && view.cursor) return wandered(ground, movedPlace(view.cursor, by, ground.picture))
  if (!by && !press.alt && !isLabelKey(ground.question, press)) {
    const own = worked(ground, press.key)
    if (own) return own
  }
  return shared()
}

/** The cursor of the keys moved on; a brush that is held down paints along. */
function wandered({ view, picture }: Ground, to: PicturePoint): Move[] {
  const cursor = cornerOf(to)
  const paints = isBrush(view) && view.path.length > 0
  const path = paints ? [...view.path, middleAt(to, view.brush, picture)] : view.path
  return [
    look({ ...view, cursor, path, undone: paints ? [] : view.undone, refused: null }),
    { do: 'reveal', point: to },
  ]
}

function worked(ground: Ground, key: string): Move[] | null {
  const { view, picture, sight } = ground
  const mask = inHand(ground.regions, view)
  const open = view.path.length > 0
  const tool = OF_KEYS[key]
  if (tool) return [look({ ...holding(view, tool), cursor: view.cursor ?? cursorAt(sight.centre, picture) })]
  switch (key) {
    case '[':
    case ']':
      return [look(stepped(view, key === ']' ? 1 : -1))]
    case 'v':
      return [look(holding(view, 'take'))]
    case 'd':
      return [
        look({ ...view, focus: null, held: ground.label, tool: view.tool === 'take' ? 'brush' : view.tool }),
      ]
    case 'g':
      return mask && [{ do: 'send', gesture: { does: 'fill', region: mask.id } }]
    case ' ':
      return view.cursor && pressed(ground, view.cursor)
    case 'Enter':
      return open ? end(ground) : null
    case 'Backspace':
    case 'Delete':
      return open ? [look(takenBack(view))] : null
    case 'Escape':
      if (open) return [{ do: 'drop' }, look(dropped(view))]
      if (view.cursor) return [{ do: 'drop' }, look({ ...view, cursor: null, refused: null })]
      return null
    default:
      return null
  }
}

/** Space: sets a corner, puts the brush down, or lifts it. */
function pressed(ground: Ground, cursor: Corner): Move[] {
  const { view, regions, picture } = ground
  if (view.tool === 'take') return []
  if (view.tool === 'outline')
    return [look({ ...view, path: [...view.path, cursor], undone: [], refused: null })]
  if (view.path.length > 0) return end(ground)
  const mask = inHand(regions, view)
  if (!mask && view.tool === 'erase') return [look({ ...view, refused: 'nothing' })]
  if (mask && view.locked.includes(mask.id)) return [look({ ...view, refused: 'locked' })]
  return [
    look({ ...view, path: [middleAt(pointOf(cursor), view.brush, picture)], undone: [], refused: null }),
  ]
}

/** What is begun, done: the outline closed, the brush lifted. */
export function end(ground: Pick<Ground, 'view' | 'label' | 'picture'>): Move[] {
  const { view } = ground
  if (isBrush(view)) {
    const gesture = stroke(ground, intoOf(view), view.path)
    return gesture ? [{ do: 'send', gesture }] : []
  }
  const made = outlined(ground)
  return 'gesture' in made
    ? [{ do: 'send', gesture: made.gesture }]
    : [look({ ...view, refused: made.refused })]
}

/** A copy, in a picture of the same size, beside what is there. */
function inserted({ question, regions, picture }: Ground, copied: Mask): Move[] {
  const { label, attributes } = copied
  const size = pictureOf(copied)
  if (size.width !== picture.width || size.height !== picture.height) return []
  if (!question.labels.some(({ id }) => id === label)) return []
  const turns = besideOthers(
    turnsOf(copied),
    (shape, by) => moved(shape, by, by, picture),
    (shape) => regions.some((one) => isSame(turnsOf(one), shape)),
  )
  return [{ do: 'send', gesture: { does: 'paint', region: null, label, turns, picture, attributes } }]
}

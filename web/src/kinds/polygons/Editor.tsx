import { Button } from '@mantine/core'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keepFocus } from '../look'
import { RegionEditor } from '../regions/RegionEditor'
import { labelNow } from '../regions/view'
import { CRAFT } from './craft'
import { end, type Move } from './keys'
import { PolygonDetails } from './PolygonDetails'
import own from './Polygons.module.css'
import type { Gesture } from './reduce'
import type { PolygonsAnswer, PolygonsQuestion } from './schema'
import { takenBack } from '../points/path'
import { dropped, polygonViewed, type PolygonView } from './view'
import { words as s } from './words'

/** Labels to give, what ends an outline, and a list of the polygons. */
export function Editor(props: EditorProps<PolygonsQuestion, PolygonsAnswer, Gesture>) {
  const { question, answer, onView, onGesture } = props
  const view = polygonViewed(props.view)
  const touch = useTouch()
  const { path } = view
  const close = () => {
    const regions = answer?.polygons ?? []
    for (const move of end({ question, regions, view, label: labelNow(question, view) }))
      did(move, onGesture, onView)
  }
  return (
    <RegionEditor
      craft={CRAFT}
      Details={PolygonDetails}
      {...props}
      hint={hintOf(view, touch)}
      tools={
        path.length > 0 && (
          <div className={own.tools}>
            {tool(s.close, close, path.length < 3)}
            {tool(s.back, () => {
              onView(takenBack(view))
            })}
            {tool(s.drop, () => {
              onView(dropped(view))
            })}
          </div>
        )
      }
    />
  )
}

/** What a button comes to that does what keys do. */
export function did(
  move: Move,
  onGesture: (gesture: Gesture) => void,
  onView: (view: PolygonView) => void,
): void {
  if (move.do === 'send') onGesture(move.gesture)
  else if (move.do === 'view') onView(move.view)
}

const tool = (text: string, onClick: () => void, disabled = false) => (
  <Button variant="default" size="xs" disabled={disabled} onMouseDown={keepFocus} onClick={onClick}>
    {text}
  </Button>
)

/** What is to be done next; null: what all kinds of regions say. */
function hintOf({ path, cursor, cut, refused, focus }: PolygonView, touch: boolean): React.ReactNode {
  if (refused) return <span className={own.refused}>{s.refused[refused]}</span>
  if (cursor) return s.cursor
  if (path.length > 0) return touch ? s.openTouch : s.open
  return cut && focus !== null ? s.firstOf[cut] : null
}

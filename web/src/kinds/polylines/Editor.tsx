import { Button } from '@mantine/core'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keepFocus } from '../look'
import { dropped, takenBack } from '../points/path'
import shapes from '../polygons/Polygons.module.css'
import { RegionEditor } from '../regions/RegionEditor'
import { labelNow } from '../regions/view'
import { CRAFT } from './craft'
import { end } from './keys'
import { PolylineDetails } from './PolylineDetails'
import type { Gesture } from './reduce'
import type { PolylinesAnswer, PolylinesQuestion } from './schema'
import { polylineViewed, type PolylineView } from './view'
import { words as s } from './words'

/** Labels to give, what ends a line, and a list of the lines. */
export function Editor(props: EditorProps<PolylinesQuestion, PolylinesAnswer, Gesture>) {
  const { question, onView, onGesture } = props
  const view = polylineViewed(props.view)
  const touch = useTouch()
  const { path } = view
  return (
    <RegionEditor
      craft={CRAFT}
      Details={PolylineDetails}
      {...props}
      hint={hintOf(view, touch)}
      tools={
        path.length > 0 && (
          <div className={shapes.tools}>
            {tool(
              s.end,
              () => {
                for (const move of end(view, labelNow(question, view)))
                  if (move.do === 'send') onGesture(move.gesture)
                  else if (move.do === 'view') onView(move.view)
              },
              path.length < 2,
            )}
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

const tool = (text: string, onClick: () => void, disabled = false) => (
  <Button variant="default" size="xs" disabled={disabled} onMouseDown={keepFocus} onClick={onClick}>
    {text}
  </Button>
)

/** What is to be done next; null: what all kinds of regions say. */
function hintOf({ path, cursor, refused }: PolylineView, touch: boolean): React.ReactNode {
  if (refused) return <span className={shapes.refused}>{s.refused[refused]}</span>
  if (cursor) return s.cursor
  return path.length === 0 ? null : touch ? s.openTouch : s.open
}

import { Button } from '@mantine/core'
import { useId } from 'react'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keepFocus } from '../look'
import { takenBack } from '../points/path'
import { RegionEditor } from '../regions/RegionEditor'
import { markedPicture } from '../regions/schema'
import { labelNow } from '../regions/view'
import { CRAFT } from './craft'
import { end } from './keys'
import { MaskDetails } from './MaskDetails'
import own from './Masks.module.css'
import type { Gesture } from './reduce'
import type { MasksAnswer, MasksQuestion } from './schema'
import { ended, holding, isBrush, LARGEST_BRUSH, maskViewed, TOOLS, withBrush, type MaskView } from './view'
import { words as s } from './words'

/** Tools and labels to paint with, and a list of the masks. */
export function Editor(props: EditorProps<MasksQuestion, MasksAnswer, Gesture>) {
  const { question, parts, onView, onGesture } = props
  const view = maskViewed(props.view)
  const touch = useTouch()
  const done = () => {
    const { width, height } = markedPicture(question, parts) ?? {}
    if (!width || !height) return
    for (const move of end({ view, label: labelNow(question, view), picture: { width, height } }))
      if (move.do === 'send') onGesture(move.gesture)
      else if (move.do === 'view') onView(move.view)
  }
  return (
    <RegionEditor
      craft={CRAFT}
      Details={MaskDetails}
      {...props}
      hint={hintOf(view, touch)}
      tools={
        <>
          <div className={own.tools} role="group" aria-label={s.toolsTitle}>
            {TOOLS.map((tool) => (
              <Button
                key={tool}
                variant={tool === view.tool ? 'light' : 'default'}
                size="xs"
                aria-pressed={tool === view.tool}
                onMouseDown={keepFocus}
                onClick={() => {
                  onView(holding(view, tool))
                }}
              >
                {s.tools[tool]}
                {!touch && <kbd aria-hidden>&nbsp;{s.toolKeys[tool]}</kbd>}
              </Button>
            ))}
          </div>
          {isBrush(view) && <BrushSize view={view} onView={onView} />}
          {view.path.length > 0 && (
            <div className={own.tools}>
              {button(isBrush(view) ? s.lift : s.close, done, !isBrush(view) && view.path.length < 3)}
              {button(s.back, () => {
                onView(takenBack(view))
              })}
              {button(s.drop, () => {
                onView(ended(view))
              })}
            </div>
          )}
        </>
      }
    />
  )
}

/** How wide the brush is. */
function BrushSize({ view, onView }: { view: MaskView; onView: (view: MaskView) => void }) {
  const id = useId()
  return (
    <div className={own.size}>
      <label htmlFor={id}>{s.brush}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        value={Math.round(100 * (Math.log(view.brush) / Math.log(LARGEST_BRUSH)))}
        aria-valuetext={s.pixels(view.brush)}
        onChange={(event) => {
          onView(withBrush(view, LARGEST_BRUSH ** (Number(event.currentTarget.value) / 100)))
        }}
      />
      <output htmlFor={id}>{s.pixels(view.brush)}</output>
    </div>
  )
}

const button = (text: string, onClick: () => void, disabled = false) => (
  <Button variant="default" size="xs" disabled={disabled} onMouseDown={keepFocus} onClick={onClick}>
    {text}
  </Button>
)

/** What is to be done next; null: what all kinds of regions say. */
function hintOf(view: MaskView, touch: boolean): React.ReactNode {
  const { refused, cursor, tool, path } = view
  if (refused) return <span className={own.refused}>{s.refused[refused]}</span>
  if (cursor) return isBrush(view) ? (path.length > 0 ? s.cursorDown : s.cursorLifted) : s.cursorOutline
  if (tool === 'outline') return touch ? s.outlineTouch : s.outline
  if (tool === 'erase') return touch ? s.eraseTouch : s.erase
  return tool === 'take' ? s.take : null
}

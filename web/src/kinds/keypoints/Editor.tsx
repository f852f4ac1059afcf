import { Button } from '@mantine/core'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keepFocus } from '../look'
import { RegionEditor } from '../regions/RegionEditor'
import { CRAFT } from './craft'
import own from './Keypoints.module.css'
import { goOn, turned } from './keys'
import { PointDetails } from './PointDetails'
import type { Gesture } from './reduce'
import type { KeypointsAnswer, KeypointsQuestion, Skeleton } from './schema'
import { ended, inWork, keypointsViewed, nextOf, skipping, type KeypointsView } from './view'
import { words as s } from './words'

/** Labels to give, what is placed next, and a list of the skeletons. */
export function Editor(props: EditorProps<KeypointsQuestion, KeypointsAnswer, Gesture>) {
  const { question, answer, onView, onGesture } = props
  const view = keypointsViewed(props.view)
  const touch = useTouch()
  const skeletons = answer?.keypoints ?? []
  const skeleton = skeletons.find(({ id }) => id === view.focus) ?? null
  const next = nextOf(question, view, skeletons)
  const works = inWork(view, skeletons) !== null
  const held = view.point === null ? undefined : skeleton?.points[view.point]
  const begins = !works && next !== null && (view.held !== null || view.cursor !== null)
  const left = skeleton && !works && goOn(question, view, skeleton) !== view
  return (
    <RegionEditor
      craft={CRAFT}
      Details={PointDetails}
      {...props}
      hint={next && (works || begins) ? hintOf(next.name, view, touch) : null}
      tools={
        (works || begins || skeleton) && (
          <div className={own.tools}>
            {(works || begins) &&
              tool(s.notThere, () => {
                onView(skipping(question, view, skeletons))
              })}
            {skeleton &&
              view.point !== null &&
              held &&
              tool(held[2] === 2 ? s.hide : s.show, () => {
                onGesture(turned(skeleton as Skeleton, view.point ?? '', held).gesture)
              })}
            {works &&
              tool(s.done, () => {
                onView(ended(view))
              })}
            {left &&
              tool(s.goOn, () => {
                onView(goOn(question, view, skeleton))
              })}
          </div>
        )
      }
    />
  )
}

const tool = (text: string, onClick: () => void) => (
  <Button variant="default" size="xs" onMouseDown={keepFocus} onClick={onClick}>
    {text}
  </Button>
)

/** What is to be done next. */
function hintOf(name: string, { cursor }: KeypointsView, touch: boolean): React.ReactNode {
  return (
    <>
      <strong>{s.next(name)}</strong> {cursor ? s.cursor : touch ? s.placeTouch : s.placeIt}
    </>
  )
}

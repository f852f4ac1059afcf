import type { EditorProps } from '../contract'
import { MarkingEditor } from '../marking/MarkingEditor'
import { viewed } from '../marking/reduce'
import type { Gesture } from './reduce'
import type { SpansAnswer, SpansQuestion } from './schema'

export function Editor(props: EditorProps<SpansQuestion, SpansAnswer, Gesture>) {
  const { question, answer, view, onView, onGesture, active, readOnly = false } = props
  return (
    <MarkingEditor
      question={question}
      spans={answer?.spans ?? null}
      parts={props.parts}
      view={viewed(view)}
      onView={onView}
      send={onGesture}
      active={active}
      readOnly={readOnly}
    />
  )
}

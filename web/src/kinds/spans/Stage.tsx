import type { EditorProps } from '../contract'
import { MarkingStage } from '../marking/MarkingStage'
import { viewed } from '../marking/reduce'
import type { Gesture } from './reduce'
import type { SpansAnswer, SpansQuestion } from './schema'

const NONE: SpansAnswer['spans'] = []

export function Stage(props: EditorProps<SpansQuestion, SpansAnswer, Gesture>) {
  const { question, answer, parts, view, onView, onGesture, active, readOnly = false } = props
  return (
    <MarkingStage
      question={question}
      spans={answer?.spans ?? NONE}
      parts={parts}
      view={viewed(view)}
      onView={onView}
      send={onGesture}
      active={active}
      readOnly={readOnly}
    />
  )
}

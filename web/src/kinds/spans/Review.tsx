import type { ReviewProps } from '../contract'
import { MarkingReview } from '../marking/MarkingReview'
import type { SpansAnswer, SpansQuestion } from './schema'

export function Review({ question, answer, parts }: ReviewProps<SpansQuestion, SpansAnswer>) {
  return <MarkingReview question={question} spans={answer.spans} parts={parts} />
}

import { Differences } from '@/ui/Differences'
import choices from '../choices.module.css'
import type { ReviewProps } from '../contract'
import { sourceOf, type RewriteAnswer, type RewriteQuestion } from './schema'

export function Review({ question, answer, parts = [] }: ReviewProps<RewriteQuestion, RewriteAnswer>) {
  const text = sourceOf(question, parts)?.text
  if (text == null)
    return (
      <span className={choices.shown} dir="auto">
        {answer.text}
      </span>
    )
  return <Differences from={text} to={answer.text} />
}

import type { BuilderProps } from '../contract'
import { MarkingBuilder } from '../marking/MarkingBuilder'
import type { SpansQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<SpansQuestion>) {
  return <MarkingBuilder question={question} onChange={onChange} />
}

/** How a question of the kind chat is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, PartLike, Setup } from '../contract'
import { labelFaults } from '../setupFaults'
import { readQuestion, type ChatQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): ChatQuestion {
  return readQuestion({ key, kind: 'chat', turns: s.freshLabels.map((name) => ({ name })), whole: true })
}

function questionFaults(question: ChatQuestion): Fault[] {
  const { key, turns, whole: scale, replies } = question
  const found: Fault[] = []
  const put = (where: string, what: string) => found.push({ where, what })
  if (turns === null && scale === null && replies.length === 0) put(key, s.nothingAsked)
  if (question.rewrite && turns === null) put(`${key}.rewrite`, s.rewriteAlone)
  if (turns) {
    const where = `${key}.turns.labels`
    found.push(...labelFaults(where, turns.labels))
    if (turns.labels.length < (turns.multiple ? 1 : 2)) put(where, s.fewLabels)
    if (turns.multiple && turns.ordered) put(`${key}.turns.ordered`, s.orderedMany)
    if (question.rewrite && turns.labels.some((label) => label.key === 'e')) put(where, s.editKey)
  }
  if (scale) {
    if (scale.high <= scale.low || scale.high - scale.low > 100) put(`${key}.whole.high`, s.upsideDown)
    else if (scale.tolerance >= scale.high - scale.low) put(`${key}.whole.tolerance`, s.tolerant)
  }
  if (replies.length === 1 || new Set(replies).size !== replies.length) put(`${key}.replies`, s.oneReply)
  return found
}

function samples(question: ChatQuestion): PartLike[] {
  const turns = s.sample.map(([role, text]) => ({ role, text }))
  const replies = question.replies.map((name, i) => ({
    name,
    type: 'text',
    text: s.sampleReplies[i % s.sampleReplies.length] ?? '',
  }))
  return [{ name: question.part ?? 'conversation', type: 'conversation', data: { turns } }, ...replies]
}

export const SETUP: Setup<ChatQuestion> = {
  name: 'chat',
  about: s.about,
  fresh,
  faults: questionFaults,
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}

/** What a reviewer chooses from: everybody's answers to a question, alike ones together, the consensus marked. */
import type { ItemDetail } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { sameAnswers, submitted, type Asked } from '@/kinds/registry'

export interface Option {
  answer: Json
  /** Pseudonyms of those who said it. */
  people: string[]
  /** Names of models that said it. */
  models: string[]
  consensus: boolean
}

export interface Choice {
  asked: Asked
  /** The consensus first, then by how many said it. */
  options: Option[]
  /** Those whose answer fits no version of the question that is asked now. */
  unfitting: string[]
}

export type Decision = 'accepted' | 'picked' | 'merged' | 'corrected'

export function choicesOf(form: Asked[], detail: ItemDetail): Choice[] {
  return form.map((asked) => {
    const { question, kind } = asked
    const options: Option[] = []
    const unfitting: string[] = []
    const at = (raw: Json | undefined): Option | null => {
      const answer = (raw && kind?.readAnswer(question, raw)) ?? null
      if (!answer) return null
      const known = options.find((option) => sameAnswers({ a: option.answer }, { a: answer }))
      if (known) return known
      const made = { answer, people: [], models: [], consensus: false }
      options.push(made)
      return made
    }
    for (const given of detail.given) {
      const raw = given.answers[question.key]
      const option = at(raw)
      if (option) option.people.push(given.person)
      else if (raw) unfitting.push(given.person)
    }
    for (const made of detail.predictions) at(made.answers[question.key])?.models.push(made.model)
    const agreed = at(detail.consensus.find((made) => made.question === question.key)?.answer)
    if (agreed) agreed.consensus = true
    options.sort((a, b) => Number(b.consensus) - Number(a.consensus) || b.people.length - a.people.length)
    return { asked, options, unfitting }
  })
}

/** The consensus as answers: what a review begins with. */
export function consensusOf(form: Asked[], detail: ItemDetail): Answers {
  const found: Answers = {}
  for (const { question, kind } of form) {
    const made = detail.consensus.find((one) => one.question === question.key)
    const answer = made && kind?.readAnswer(question, made.answer)
    if (answer) found[question.key] = answer
  }
  return submitted(form, found)
}

/** What a review comes to; twin of the server's `decision_of`. */
export function decisionOf(answers: Answers, consensus: Answers, detail: ItemDetail): Decision {
  if (sameAnswers(answers, consensus)) return 'accepted'
  if (detail.given.some((given) => sameAnswers(answers, given.answers))) return 'picked'
  const sources = [consensus, ...detail.given.map((given) => given.answers)]
  const said = ([key, answer]: [string, Json]) =>
    sources.some((source) => {
      const theirs = source[key]
      return theirs !== undefined && sameAnswers({ a: theirs }, { a: answer })
    })
  return Object.entries(answers).every(said) ? 'merged' : 'corrected'
}

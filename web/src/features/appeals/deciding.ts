/** A decision on an appeal without a browser: what may be said to be right, and what that makes of the appeal. */
import type { Appeal } from '@/api/types'
import type { Answers, Fault, Json } from '@/kinds/contract'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'

/** An answer that may be right, and who said it: what was decided, the appellant, or a number of others. */
export interface Option {
  answer: Json
  decided: boolean
  appealed: boolean
  others: number
}

export interface Choice {
  asked: Asked
  options: Option[]
}

/** What was said to each question, alike answers together: what was decided first, then the appellant's answer. */
export function choicesOf(form: Asked[], appeal: Appeal): Choice[] {
  return form.flatMap((asked) => {
    const { question, kind } = asked
    const options: Option[] = []
    const at = (raw: Json | undefined): Option | null => {
      const answer = (raw && kind?.readAnswer(question, raw)) ?? null
      if (!answer) return null
      const known = options.find((option) => sameAnswers({ a: option.answer }, { a: answer }))
      if (known) return known
      const made = { answer, decided: false, appealed: false, others: 0 }
      options.push(made)
      return made
    }
    const decided = at(appeal.decided[question.key])
    if (decided) decided.decided = true
    const theirs = at(appeal.theirs[question.key])
    if (theirs) theirs.appealed = true
    for (const said of appeal.others) {
      const option = at(said.answers[question.key])
      if (option) option.others += said.people
    }
    return options.length > 0 ? [{ asked, options }] : []
  })
}

/** What is chosen to begin with: where everybody agrees, that; what is disputed is for the decider to say. */
export function undisputed(choices: Choice[]): Answers {
  const found: Answers = {}
  for (const { asked, options } of choices) {
    const first = options[0]
    if (first?.decided && first.appealed) found[asked.question.key] = first.answer
  }
  return found
}

export interface Verdict {
  answers: Answers
  /** Null: not everything that is asked has been said. */
  upheld: boolean | null
  faults: Fault[]
}

/** What the decision comes to as it stands. */
export function verdictOf(form: Asked[], appeal: Appeal, chosen: Answers): Verdict {
  const answers = submitted(form, chosen)
  const decided = submitted(form, readAll(form, appeal.decided))
  const faults = formFaults(form, answers, appeal.parts)
  const said = askedOf(form, answers).every(({ question }) => !question.required || answers[question.key])
  return { answers, faults, upheld: said ? !sameAnswers(answers, decided) : null }
}

function readAll(form: Asked[], raw: Record<string, Json>): Answers {
  const found: Answers = {}
  for (const { question, kind } of form) {
    const given = raw[question.key]
    const answer = (given && kind?.readAnswer(question, given)) ?? null
    if (answer) found[question.key] = answer
  }
  return found
}

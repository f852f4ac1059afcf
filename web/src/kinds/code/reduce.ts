/** What gestures do to the judgement of code, and where keys lead in it. */
import type { PartLike } from '../contract'
import { markOf } from '../sources'
import { lettersOfAWord } from '../typing'
import { solutionsOf, stepsOf, type CodeAnswer, type CodeQuestion, type Remark } from './schema'

/** The solution that a gesture is about, with the mark of its text. */
export interface Of {
  part: string
  source: string
}

export type Gesture =
  | ({ does: 'judge'; criterion: string; verdict: string } & Of)
  | ({ does: 'remark'; first: number; last: number } & Of)
  | ({ does: 'write'; at: number; text: string } & Of)
  | { does: 'drop'; at: number }
  | ({ does: 'correct'; text: string | null } & Of)
  | { does: 'prefer'; part: string | null }
  | { does: 'clear' }

/** Where verdict keys go: a criterion of a solution, or the preference. */
export type Stop = { part: string; criterion: string } | 'preferred'

export interface View {
  stops: Stop[]
  at: number
  /** The lines that the cursor is on, and in which solution. */
  lines: { part: string; first: number; last: number }
  /** What is to have the focus: the comment at these lines, or the corrected version of a solution; counted. */
  focus: { on: 'comment' | 'correction'; asked: number } | null
}

const EMPTY: CodeAnswer = { verdicts: {}, comments: [], corrected: {}, preferred: null, sources: {} }

export function reduce(
  question: CodeQuestion,
  answer: CodeAnswer | null,
  gesture: Gesture,
): CodeAnswer | null {
  const was = answer ?? EMPTY
  switch (gesture.does) {
    case 'clear':
      return null
    case 'judge': {
      const { part, criterion, verdict } = gesture
      const asked = question.criteria.find((one) => one.id === criterion)
      if (!asked || !stepsOf(asked).some((step) => step.id === verdict)) return answer
      const verdicts = { ...was.verdicts, [part]: { ...was.verdicts[part], [criterion]: verdict } }
      return marked({ ...was, verdicts }, gesture)
    }
    case 'remark': {
      if (!question.comments) return answer
      const { part, first, last } = gesture
      if (was.comments.some((one) => one.part === part && one.first === first && one.last === last))
        return answer
      const comments = sorted([...was.comments, { part, first, last, text: '' }])
      return marked({ ...was, comments }, gesture)
    }
    case 'write': {
      const remark = was.comments[gesture.at]
      if (!remark || remark.text === gesture.text) return answer
      const comments = was.comments.map((one, i) => (i === gesture.at ? { ...one, text: gesture.text } : one))
      return marked({ ...was, comments }, gesture)
    }
    case 'drop':
      if (!was.comments[gesture.at]) return answer
      return said({ ...was, comments: was.comments.filter((_, i) => i !== gesture.at) })
    case 'correct': {
      if (!question.correct) return answer
      const { part, text } = gesture
      if (text === (was.corrected[part] ?? null)) return answer
      const corrected = { ...was.corrected }
      if (text === null) Reflect.deleteProperty(corrected, part)
      else corrected[part] = text
      return said(marked({ ...was, corrected }, gesture))
    }
    case 'prefer':
      if (!question.prefer || was.preferred?.chosen === gesture.part) return answer
      return { ...was, preferred: { chosen: gesture.part } }
  }
}

/** By solution and line, so that equal comments are equal answers. One that is being written does not move. */
export function sorted(comments: Remark[]): Remark[] {
  const place = ({ part, first, last, text }: Remark) => [part, first, last, text] as const
  return [...comments].sort((a, b) => {
    const [x, y] = [place(a), place(b)]
    for (const i of [0, 1, 2, 3] as const) if (x[i] !== y[i]) return x[i] < y[i] ? -1 : 1
    return 0
  })
}

function marked(answer: CodeAnswer, { part, source }: Of): CodeAnswer {
  return answer.sources[part] === source
    ? answer
    : { ...answer, sources: { ...answer.sources, [part]: source } }
}

function said(answer: CodeAnswer): CodeAnswer | null {
  const { verdicts, comments, corrected, preferred } = answer
  const says = Object.keys(verdicts).length + comments.length + Object.keys(corrected).length
  return says > 0 || preferred !== null ? answer : null
}

/** Letters of a word in one comment or one corrected version, and nothing else. */
export function joins(before: CodeAnswer | null, after: CodeAnswer | null): boolean {
  if (!before || !after || before.comments.length !== after.comments.length) return false
  const texts = (answer: CodeAnswer) => [
    ...answer.comments.map((one) => one.text),
    ...Object.keys(answer.corrected).map((name) => answer.corrected[name] ?? ''),
  ]
  const bare = (answer: CodeAnswer) =>
    JSON.stringify([
      answer.verdicts,
      answer.comments.map(({ part, first, last }) => [part, first, last]),
      Object.keys(answer.corrected),
      answer.preferred,
    ])
  if (bare(before) !== bare(after)) return false
  const [was, is] = [texts(before), texts(after)]
  const other = is.flatMap((_, i) => (was[i] === is[i] ? [] : [i]))
  const [at] = other
  return other.length === 1 && at !== undefined && lettersOfAWord(was[at] ?? '', is[at] ?? '')
}

export function opening(question: CodeQuestion, parts: PartLike[]): View {
  const solutions = solutionsOf(question, parts)
  const stops: Stop[] = solutions.flatMap(({ name }) =>
    question.criteria.map(({ id }) => ({ part: name, criterion: id })),
  )
  if (question.prefer && solutions.length > 1) stops.push('preferred')
  const lines = { part: solutions[0]?.name ?? '', first: 1, last: 1 }
  return { stops, at: 0, lines, focus: null }
}

export function readView(question: CodeQuestion, view: unknown, parts: PartLike[]): View {
  return (view as View | null) ?? opening(question, parts)
}

/** The key that comments on the lines that the cursor is on, and the one that begins a corrected version. */
export const COMMENT = 'c'
export const CORRECT = 'e'

export function sourceOf(question: CodeQuestion, parts: PartLike[], part: string): Of {
  return { part, source: markOf(solutionsOf(question, parts).find((one) => one.name === part)?.text ?? '') }
}

export function gestureOf(
  question: CodeQuestion,
  key: string,
  view?: unknown,
  parts: PartLike[] = [],
): Gesture | null {
  const { stops, at, lines } = readView(question, view, parts)
  if (key === COMMENT && question.comments && lines.part !== '')
    return { does: 'remark', first: lines.first, last: lines.last, ...sourceOf(question, parts, lines.part) }
  const stop = stops[at]
  if (stop === undefined || !/^[0-9]$/.test(key)) return null
  if (stop === 'preferred') {
    const names = solutionsOf(question, parts).map((part) => part.name)
    const place = Number(key) - 1
    if (place === names.length) return { does: 'prefer', part: null }
    const part = names[place]
    return part === undefined ? null : { does: 'prefer', part }
  }
  const criterion = question.criteria.find((one) => one.id === stop.criterion)
  const verdict = criterion && verdictAt(criterion, key)
  if (!criterion || verdict === undefined) return null
  return { does: 'judge', criterion: criterion.id, verdict, ...sourceOf(question, parts, stop.part) }
}

/** The key of a verdict: on a scale its digit, else its place. */
export function verdictKey(criterion: CodeQuestion['criteria'][number], place: number): string | null {
  const { low, high } = criterion
  if (low !== null && high !== null && low >= 0 && high <= 9) return String(low + place)
  return place < 9 ? String(place + 1) : null
}

function verdictAt(criterion: CodeQuestion['criteria'][number], key: string): string | undefined {
  return stepsOf(criterion).find((_, i) => verdictKey(criterion, i) === key)?.id
}

/** Up and down go from criterion to criterion; e goes to the corrected version. */
export function viewOf(
  question: CodeQuestion,
  key: string,
  view: unknown,
  parts: PartLike[],
): View | undefined {
  const is = readView(question, view, parts)
  if (key === 'ArrowDown') return moved(is, 1)
  if (key === 'ArrowUp') return moved(is, -1)
  if (key === CORRECT && question.correct)
    return { ...is, focus: { on: 'correction', asked: (is.focus?.asked ?? 0) + 1 } }
  if (key === COMMENT && question.comments) return is
  const digits = question.criteria.some((one) => verdictAt(one, key) !== undefined)
  return digits || (question.prefer && /^[1-9]$/.test(key)) ? is : undefined
}

export function moved(view: View, by: 1 | -1): View {
  return { ...view, at: Math.min(view.stops.length - 1, Math.max(0, view.at + by)), focus: null }
}

/** After a verdict the hand goes on to the next; a new comment is to be written. */
export function follow(
  _question: CodeQuestion,
  _answer: CodeAnswer | null,
  gesture: Gesture,
  view: unknown,
): unknown {
  const is = view as View | null
  if (!is) return view
  const asked = (is.focus?.asked ?? 0) + 1
  switch (gesture.does) {
    case 'judge': {
      const at = is.stops.findIndex(
        (stop) => stop !== 'preferred' && stop.part === gesture.part && stop.criterion === gesture.criterion,
      )
      return moved({ ...is, at: at < 0 ? is.at : at }, 1)
    }
    case 'remark': {
      const { part, first, last } = gesture
      return { ...is, lines: { part, first, last }, focus: { on: 'comment', asked } }
    }
    case 'prefer':
      return { ...is, at: is.stops.indexOf('preferred'), focus: null }
    default:
      return view
  }
}

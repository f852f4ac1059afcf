/** Which column of a file becomes what: the table on the screen and the mapping that the server reads. */
import type { Preview, PreviewNeed } from '@/api/types'

const PART_TYPES = ['text', 'picture', 'code', 'conversation', 'table', 'metadata'] as const
export type PartType = (typeof PART_TYPES)[number]

export type Role =
  | { is: 'id' }
  /** `name` is what questions call it; without one it is made from the column's. */
  | { is: 'part'; type: PartType; name?: string }
  | { is: 'answer'; question: string }
  /** One person's answers, in a column of their own. */
  | { is: 'person'; question: string }
  | { is: 'by' }
  | { is: 'gold'; question: string }
  | { is: 'gold-reason' }
  | { is: 'metadata' }
  | { is: 'out' }

export type Roles = Record<string, Role>

interface Part {
  name?: string
  type?: string
  column: string
  title?: string
}

/** The roles that the server guessed, column by column. */
export function rolesOf({ columns, mapping }: Preview): Roles {
  const parts = (mapping.parts ?? []) as Part[]
  const gold = Object.entries((mapping.gold ?? {}) as Record<string, string>)
  const answers = Object.entries((mapping.answers ?? {}) as Record<string, string | string[]>)
  const kept = Array.isArray(mapping.metadata) ? (mapping.metadata as string[]) : null
  return Object.fromEntries(
    columns.map((column): [string, Role] => {
      const part = parts.find((p) => p.column === column)
      const question = gold.find(([, c]) => c === column)?.[0]
      if (mapping.id === column) return [column, { is: 'id' }]
      if (part)
        return [column, { is: 'part', type: partType(part.type), ...(part.name ? { name: part.name } : {}) }]
      if (question !== undefined) return [column, { is: 'gold', question }]
      const answered = answers.find(([, c]) => c === column)?.[0]
      if (answered !== undefined) return [column, { is: 'answer', question: answered }]
      const person = answers.find(([, told]) => Array.isArray(told) && told.includes(column))?.[0]
      if (person !== undefined) return [column, { is: 'person', question: person }]
      if (mapping.by === column) return [column, { is: 'by' }]
      if (mapping.gold_reason === column) return [column, { is: 'gold-reason' }]
      return [column, { is: kept === null || kept.includes(column) ? 'metadata' : 'out' }]
    }),
  )
}

function partType(type: string | undefined): PartType {
  return PART_TYPES.find((known) => known === type) ?? 'text'
}

/** Which question each thing is that the file's own annotations answer; '' is none. */
export type Asked = Record<string, string>

/** What the server guessed, for every control of the file. */
export function askedOf({ controls, mapping }: Preview, questions: string[]): Asked {
  const told = (mapping.questions ?? {}) as Record<string, string>
  return Object.fromEntries(
    controls.map((control) => [control, told[control] ?? (questions.includes(control) ? control : '')]),
  )
}

/** The mapping's names, where they differ from those of the questions. */
export function renamed(asked: Asked): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).filter(([control, key]) => key !== '' && key !== control))
}

/** The mapping as the server reads it. `before` keeps what the table does not show (delimiter, encoding, names). */
export function mappingOf(
  roles: Roles,
  before: Preview['mapping'],
  goldDrawn: number | null,
): Record<string, unknown> {
  const entries = Object.entries(roles)
  const columns = (is: Role['is']) => entries.filter(([, role]) => role.is === is).map(([column]) => column)
  const known = (before.parts ?? []) as Part[]
  const parts = entries.flatMap(([column, role]): Part[] => {
    if (role.is !== 'part') return []
    const was = known.find((p) => p.column === column)
    return [
      {
        ...((role.name ?? was?.name) ? { name: role.name ?? was?.name } : {}),
        type: role.type,
        column,
        ...(was?.title ? { title: was.title } : {}),
      },
    ]
  })
  const out = columns('out')
  return {
    ...before,
    id: columns('id')[0] ?? null,
    parts,
    gold: Object.fromEntries(
      entries.flatMap(([column, role]) => (role.is === 'gold' ? [[role.question, column]] : [])),
    ),
    answers: answersOf(entries),
    by: columns('by')[0] ?? null,
    gold_reason: columns('gold-reason')[0] ?? null,
    gold_drawn: goldDrawn,
    // Without a part nothing may be guessed in its place either.
    metadata: out.length === 0 && parts.length > 0 ? 'rest' : columns('metadata'),
  }
}

/** Question to the column of its answers, or to the columns of people. */
function answersOf(entries: [string, Role][]): Record<string, string | string[]> {
  const answers: Record<string, string | string[]> = {}
  for (const [column, role] of entries) {
    if (role.is === 'answer') answers[role.question] = column
    if (role.is === 'person') {
      const others = answers[role.question]
      answers[role.question] = [...(Array.isArray(others) ? others : []), column]
    }
  }
  return answers
}

/** Gives a column a role; a role that only one column can have leaves the other one. */
export function assign(roles: Roles, column: string, role: Role): Roles {
  const single = ['id', 'by', 'gold-reason', 'gold', 'answer'].includes(role.is)
  return Object.fromEntries(
    Object.entries(roles).map(([name, was]): [string, Role] => {
      if (name === column) return [name, role]
      return [name, (single && sameRole(was, role)) || answersOtherwise(was, role) ? { is: 'metadata' } : was]
    }),
  )
}

/** Whether a column is what questions look at. */
export function isIt(role: Role | undefined, need: PreviewNeed): boolean {
  if (role?.is !== 'part') return false
  return need.name === null
    ? need.types.length === 0 || need.types.includes(role.type)
    : role.name === need.name
}

/** The column that questions look at; '' is none. */
export function columnOf(roles: Roles, need: PreviewNeed): string {
  return Object.keys(roles).find((column) => isIt(roles[column], need)) ?? ''
}

/** Makes a column what questions look at, in the place of the one that was; '' makes none. */
export function look(roles: Roles, need: PreviewNeed, column: string): Roles {
  const before = columnOf(roles, need)
  const was = roles[column]
  const types = need.types.flatMap((type) => PART_TYPES.find((known) => known === type) ?? [])
  const type = was?.is === 'part' && (types.length === 0 || types.includes(was.type)) ? was.type : types[0]
  return Object.fromEntries(
    Object.entries(roles).map(([name, role]): [string, Role] => {
      if (name === column)
        return [
          name,
          { is: 'part', type: type ?? 'text', ...(need.name === null ? {} : { name: need.name }) },
        ]
      return [name, name === before && need.name !== null ? { is: 'metadata' } : role]
    }),
  )
}

/** What the questions look at and no column is; with nothing to look at, an item has to be something all the same. */
export function missingOf(roles: Roles, needs: PreviewNeed[]): PreviewNeed[] {
  return needs.filter((need) => columnOf(roles, need) === '')
}

/** A question is answered in one column, or in one for each person. */
function answersOtherwise(was: Role, role: Role): boolean {
  return (
    (was.is === 'answer' && role.is === 'person' && was.question === role.question) ||
    (was.is === 'person' && role.is === 'answer' && was.question === role.question)
  )
}

/** Whether there is something to judge, and all that questions look at, when the pictures are left out. */
export function isEnoughWithoutPictures(roles: Roles, needs: PreviewNeed[]): boolean {
  const rest = Object.fromEntries(
    Object.entries(roles).filter(([, role]) => role.is !== 'part' || role.type !== 'picture'),
  )
  return Object.values(rest).some((role) => role.is === 'part') && missingOf(rest, needs).length === 0
}

function sameRole(a: Role, b: Role): boolean {
  return a.is === b.is && (!('question' in a) || !('question' in b) || a.question === b.question)
}

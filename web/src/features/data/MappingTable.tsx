import { NativeSelect, Text } from '@mantine/core'
import type { Preview } from '@/api/types'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { assign, type Role, type Roles } from './mapping'
import { decider } from './NeedsTable'

interface MappingProps {
  preview: Preview
  roles: Roles
  questions: string[]
  /** Columns of which the person said what they are. */
  mine: ReadonlySet<string>
  onChange: (roles: Roles, touched: string[]) => void
}

/** Each column and what becomes of it. */
export function MappingTable({ preview, roles, questions, mine, onChange }: MappingProps) {
  const choices: [string, string, Role][] = [
    ['id', s.roles.id, { is: 'id' }],
    ['text', s.roles.text, { is: 'part', type: 'text' }],
    ['picture', s.roles.picture, { is: 'part', type: 'picture' }],
    ['code', s.roles.code, { is: 'part', type: 'code' }],
    ['conversation', s.roles.conversation, { is: 'part', type: 'conversation' }],
    ['table', s.roles.table, { is: 'part', type: 'table' }],
    ['facts', s.roles.facts, { is: 'part', type: 'metadata' }],
    ...questions.map((question): [string, string, Role] => [
      `gold:${question}`,
      s.roles.gold(question),
      { is: 'gold', question },
    ]),
    ['gold-reason', s.roles.goldReason, { is: 'gold-reason' }],
    ...questions.map((question): [string, string, Role] => [
      `answer:${question}`,
      s.roles.answer(question),
      { is: 'answer', question },
    ]),
    ...questions.map((question): [string, string, Role] => [
      `person:${question}`,
      s.roles.person(question),
      { is: 'person', question },
    ]),
    ['by', s.roles.by, { is: 'by' }],
    ['metadata', s.roles.metadata, { is: 'metadata' }],
    ['out', s.roles.out, { is: 'out' }],
  ]
  const noteOf = (column: string, role: Role): string => {
    const use = preview.uses.find((one) => one.column === column)
    if (role.is === 'out') return s.outNote
    if (role.is === 'person' && use?.person) return s.personNote(use.person)
    if (role.is === 'metadata') return use?.hidden ? s.hiddenNote : s.metadataNote
    return s.decided[decider(preview, column, mine)]
  }
  return (
    <div>
      <h3 className={styles.sub}>{s.columns}</h3>
      <Text size="sm" c="dimmed" mb="sm">
        {s.columnsNote}
      </Text>
      <div className={styles.mapping}>
        {Object.entries(roles).map(([column, role]) => (
          <div key={column} className={styles.column}>
            <code className={styles.columnName}>{column}</code>
            <div>
              <NativeSelect
                aria-label={`${column}: ${s.becomes}`}
                value={nameOf(role)}
                data={choices.map(([value, label]) => ({ value, label }))}
                onChange={(event) => {
                  const made = choices.find(([value]) => value === event.currentTarget.value)
                  if (made) onChange(assign(roles, column, made[2]), [column])
                }}
              />
              <span className={styles.small}>{noteOf(column, role)}</span>
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

function nameOf(role: Role): string {
  if (role.is === 'part') return role.type === 'metadata' ? 'facts' : role.type
  return 'question' in role ? `${role.is}:${role.question}` : role.is
}

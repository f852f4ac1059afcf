import { NativeSelect } from '@mantine/core'
import type { Preview, PreviewNeed } from '@/api/types'
import type { Asked } from '@/kinds/registry'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { columnOf, look, type Roles } from './mapping'

interface NeedsProps {
  preview: Preview
  form: Asked[]
  roles: Roles
  /** Columns of which the person said what they are. */
  mine: ReadonlySet<string>
  onChange: (roles: Roles, touched: string[]) => void
}

/** What the questions look at, and which column that is: by its name, guessed, or said by the person. */
export function NeedsTable({ preview, form, roles, mine, onChange }: NeedsProps) {
  const columns = Object.keys(roles)
  return (
    <div>
      <h3 className={styles.sub}>{s.needs}</h3>
      <div className={styles.mapping}>
        {preview.needs.map((need) => {
          const column = columnOf(roles, need)
          const id = `need-${need.name ?? need.types.join('-')}`
          return (
            <div key={id} className={styles.need} data-missing={column === '' || undefined}>
              <NativeSelect
                label={needName(need)}
                description={s.needOf(titles(need, form))}
                error={column === '' ? s.needMissing : undefined}
                classNames={{ input: styles.select, error: styles.error }}
                value={column}
                data={[
                  { value: '', label: s.noColumn },
                  ...columns.map((name) => ({ value: name, label: name })),
                ]}
                onChange={(event) => {
                  const chosen = event.currentTarget.value
                  onChange(look(roles, need, chosen), [column, chosen])
                }}
              />
              {column !== '' && (
                <span className={styles.small}>{s.decided[decider(preview, column, mine)]}</span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Who said what a column is. */
export function decider(preview: Preview, column: string, mine: ReadonlySet<string>): keyof typeof s.decided {
  if (mine.has(column)) return 'mine'
  return preview.uses.find((use) => use.column === column)?.guessed ? 'guessed' : 'named'
}

/** What is looked at, in words. */
export function needName(need: PreviewNeed): string {
  if (need.name !== null) return s.part(need.name)
  const types = need.types.map((type) => s.partTypes[type as keyof typeof s.partTypes])
  return types.length > 0 ? types.join(s.or) : s.anyPart
}

export function titles(need: PreviewNeed, form: Asked[]): string {
  return need.questions
    .map((key) => form.find(({ question }) => question.key === key)?.question.title ?? key)
    .map((title) => `“${title}”`)
    .join(', ')
}

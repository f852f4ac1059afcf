import { NativeSelect, Text } from '@mantine/core'
import { count } from '@/ui/format'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import type { Asked } from './mapping'

interface ControlProps {
  asked: Asked
  said: number
  questions: string[]
  onChange: (asked: Asked) => void
}

/** What the file's own annotations answer, and which question of the project that is. */
export function ControlTable({ asked, said, questions, onChange }: ControlProps) {
  return (
    <div>
      <h3 className={styles.sub}>{s.controls}</h3>
      <Text size="sm" c="dimmed" mb="sm">
        {s.controlsNote(count(said))}
      </Text>
      <div className={styles.mapping}>
        {Object.entries(asked).map(([control, key]) => (
          <div key={control} className={styles.column}>
            <code className={styles.columnName}>{control}</code>
            <NativeSelect
              aria-label={s.controlIs(control)}
              value={key}
              data={[
                ...questions.map((question) => ({ value: question, label: question })),
                { value: '', label: s.controlNone },
              ]}
              onChange={(event) => {
                onChange({ ...asked, [control]: event.currentTarget.value })
              }}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

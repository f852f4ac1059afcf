import { MultiSelect, Select } from '@mantine/core'
import type { Condition } from '@/kinds/contract'
import { kindOf } from '@/kinds/registry'
import { settings as s } from '@/ui/strings/settings'
import type { Building } from './questions'
import styles from './Settings.module.css'

interface ConditionProps {
  id: string
  when: Condition | null
  /** The questions before this one. */
  earlier: Building[]
  onChange: (when: Condition | null) => void
}

/** Whether a question is asked always, or only after certain answers to an earlier one. */
export function ConditionFields({ id, when, earlier, onChange }: ConditionProps) {
  const choices = earlier.flatMap(({ question }) => {
    const says = kindOf(question.kind)?.conditions(question) ?? []
    // Labels that are new have no id yet; they can be named once the project is saved.
    const named = says.filter((one) => one.says !== '')
    return named.length > 0 ? [{ question, named }] : []
  })
  if (choices.length === 0 && when === null) return null
  const asked = choices.find(({ question }) => question.key === when?.question)
  return (
    <div className={styles.condition} id={id}>
      <Select
        style={{ flex: '1 1 220px' }}
        label={s.asked}
        allowDeselect={false}
        data={[
          { value: '', label: s.askedAlways },
          ...choices.map(({ question }) => ({
            value: question.key,
            label: s.askedAfter(question.title || question.key),
          })),
        ]}
        value={when?.question ?? ''}
        error={when !== null && asked === undefined ? s.askedGone : undefined}
        onChange={(key) => {
          const chosen = choices.find(({ question }) => question.key === key)
          const [first] = chosen?.named ?? []
          onChange(chosen && first ? { question: chosen.question.key, says: [first.says] } : null)
        }}
      />
      {when !== null && asked && (
        <MultiSelect
          style={{ flex: '1 1 220px' }}
          label={s.askedSays}
          data={asked.named.map(({ says, name }) => ({ value: says, label: name }))}
          value={when.says}
          onChange={(says) => {
            onChange(says.length > 0 ? { ...when, says } : null)
          }}
        />
      )}
    </div>
  )
}

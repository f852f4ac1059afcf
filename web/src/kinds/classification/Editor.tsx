import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import styles from '../choices.module.css'
import type { EditorProps } from '../contract'
import type { Gesture } from './reduce'
import { keysOf, type ClassificationAnswer, type ClassificationQuestion } from './schema'

/** More labels than this get a field to find one. */
const MANY = 12

export function Editor({
  question,
  answer,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<ClassificationQuestion, ClassificationAnswer, Gesture>) {
  const name = useId()
  const [wanted, setWanted] = useState('')
  const keys = keysOf(question)
  const find = wanted.trim().toLowerCase()
  const rows = question.labels
    .map((label, i) => ({ label, key: keys[i] ?? null }))
    .filter(({ label }) => !find || label.name.toLowerCase().includes(find))
  return (
    <div
      className={styles.list}
      role={question.multiple ? 'group' : 'radiogroup'}
      aria-label={question.title}
    >
      {question.labels.length > MANY && (
        <TextInput
          aria-label={s.filter}
          placeholder={s.filter}
          value={wanted}
          onChange={(event) => {
            setWanted(event.currentTarget.value)
          }}
        />
      )}
      {rows.map(({ label, key }) => (
        <label key={label.id} className={styles.choice}>
          <input
            type={question.multiple ? 'checkbox' : 'radio'}
            name={name}
            checked={answer?.labels.includes(label.id) ?? false}
            disabled={readOnly}
            aria-keyshortcuts={key ?? undefined}
            onChange={() => {
              onGesture({ does: 'choose', label: label.id })
            }}
          />
          {key && <KeyCap quiet={!active}>{key}</KeyCap>}
          {label.color && <span className={styles.swatch} style={{ background: label.color }} aria-hidden />}
          <span className={styles.words}>
            <span className={styles.name}>{label.name}</span>
            {label.help && <span className={styles.help}>{label.help}</span>}
          </span>
          {answer?.labels.includes(label.id) && <IconCheck size={18} className={styles.tick} aria-hidden />}
        </label>
      ))}
      {rows.length === 0 && <span className={styles.help}>{s.noMatch}</span>}
      {question.multiple && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={answer?.labels.length === 0}
            disabled={readOnly}
            onChange={() => {
              onGesture(answer?.labels.length === 0 ? { does: 'clear' } : { does: 'none' })
            }}
          />
          {!keys.includes('n') && <KeyCap quiet={!active}>n</KeyCap>}
          <span className={styles.words}>
            <span className={styles.name}>{s.noneButton}</span>
          </span>
          {answer?.labels.length === 0 && <IconCheck size={18} className={styles.tick} aria-hidden />}
        </label>
      )}
    </div>
  )
}

import { Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Differences } from '@/ui/Differences'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import type { EditorProps } from '../contract'
import { markOf } from '../sources'
import { isLong, LongField } from './long'
import { readView, WRITE, type Gesture } from './reduce'
import styles from './Rewrite.module.css'
import { sourceOf, type RewriteAnswer, type RewriteQuestion } from './schema'

/** The text with its changes marked, and the field in which it is written anew. */
export function Stage({
  question,
  answer,
  parts,
  view,
  active,
  onGesture,
  readOnly = false,
}: EditorProps<RewriteQuestion, RewriteAnswer, Gesture>) {
  const part = sourceOf(question, parts)
  const source = part?.text ?? ''
  const field = useRef<HTMLTextAreaElement>(null)
  const { asked } = readView(view)
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [asked])
  const text = answer?.text ?? source
  // Decided when it is opened: a field that is written in is not exchanged.
  const [long] = useState(isLong(text))
  const write = (next: string) => {
    onGesture({ does: 'write', text: next, source: markOf(source) })
  }
  const code = part?.type === 'code'
  return (
    <div className={styles.stage}>
      <section aria-label={text === source ? s.original : s.changes}>
        <h3 className={styles.title}>{text === source ? s.original : s.changes}</h3>
        <div className={code ? styles.code : undefined}>
          <Differences from={source} to={text} serif={!code} />
        </div>
      </section>
      <div>
        <div className={styles.title}>
          {s.yours} <KeyCap quiet={!active}>{WRITE}</KeyCap>
        </div>
        {long ? (
          <LongField
            text={text}
            label={s.yours}
            shortcut={WRITE}
            mono={code}
            readOnly={readOnly}
            asked={asked}
            onChange={write}
          />
        ) : (
          <Textarea
            ref={field}
            aria-label={s.yours}
            aria-keyshortcuts={WRITE}
            autosize
            minRows={3}
            maxRows={24}
            dir="auto"
            classNames={{ input: code ? styles.writingCode : styles.writing }}
            value={text}
            readOnly={readOnly}
            spellCheck={!code}
            onChange={(event) => {
              write(event.currentTarget.value)
            }}
          />
        )}
      </div>
    </div>
  )
}

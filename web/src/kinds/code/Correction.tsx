import { ActionIcon } from '@mantine/core'
import { indentWithTab } from '@codemirror/commands'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { CodeView } from '@/ui/code/CodeView'
import { written } from '@/ui/code/follow'
import { Tip } from '@/ui/Tip'
import { words as s } from './words'
import styles from './Code.module.css'

interface CorrectionProps {
  title: string
  original: string
  corrected: string
  language: string
  asked: number
  readOnly: boolean
  onChange: (text: string | null) => void
}

/** A corrected version: an editor in which what differs from the original is marked while it is written. */
export function Correction(props: CorrectionProps) {
  const { title, original, corrected, language, asked, readOnly } = props
  const [editor, setEditor] = useState<EditorView | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (asked > 0) editor?.focus()
  }, [asked, editor])
  const [extensions] = useState(() => [
    unifiedMergeView({ original: original.replace(/\r\n?/g, '\n'), mergeControls: false }),
    keymap.of([indentWithTab]),
    EditorState.readOnly.of(readOnly),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (!docChanged) return
      const text = written(state, latest.current.original)
      if (text !== latest.current.corrected) latest.current.onChange(text)
    }),
  ])
  return (
    <div className={styles.correction}>
      <div className={styles.head}>
        <h4 className={styles.title}>{s.correction(title)}</h4>
        <span className={styles.note}>{s.correctionHow}</span>
        <Tip label={s.dropCorrection}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={s.dropCorrection}
            disabled={readOnly}
            onClick={() => {
              props.onChange(null)
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        </Tip>
      </div>
      <CodeView
        writable
        text={corrected}
        language={language}
        label={s.correction(title)}
        extensions={extensions}
        onEditor={setEditor}
      />
    </div>
  )
}

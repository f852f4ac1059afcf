import { Button } from '@mantine/core'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { CodeView } from '@/ui/code/CodeView'
import { KeyCap } from '@/ui/KeyCap'
import { languageOf } from '@/ui/Parts'
import { general } from '@/ui/strings/general'
import { words as s } from './words'
import type { EditorProps, PartLike } from '../contract'
import styles from './Code.module.css'
import { Correction } from './Correction'
import { remarks, setRemarks } from './marks'
import { CORRECT, readView, sourceOf, type Gesture } from './reduce'
import { isStale, solutionsOf, type CodeAnswer, type CodeQuestion } from './schema'

type Props = EditorProps<CodeQuestion, CodeAnswer, Gesture>

/** The solutions, with the comments at their lines and, where somebody writes one, a corrected version. */
export function Stage(props: Props) {
  const solutions = solutionsOf(props.question, props.parts)
  return (
    <div className={styles.stage}>
      {solutions.map((part) => (
        <Solution key={part.name} {...props} part={part} alone={solutions.length === 1} />
      ))}
    </div>
  )
}

function Solution(props: Props & { part: PartLike; alone: boolean }) {
  const { question, answer, parts, part, alone, view, active, onView, onGesture, readOnly = false } = props
  const { name } = part
  const text = part.text ?? ''
  const title = part.title || name
  const [editor, setEditor] = useState<EditorView | null>(null)
  const comments = (answer?.comments ?? []).filter((remark) => remark.part === name)
  const of = sourceOf(question, parts, name)
  const is = readView(question, view, parts)
  const corrected = answer?.corrected[name]

  // What the editor calls is made once; what it needs to know is always the latest.
  const latest = useRef({ is, of, onView, onGesture, readOnly })
  useEffect(() => {
    latest.current = { is, of, onView, onGesture, readOnly }
  })
  const [extensions] = useState(() => [
    remarks,
    ...(question.comments
      ? [
          lineNumbers({
            domEventHandlers: {
              mousedown: (view, line) => {
                const { of: mine, onGesture: tell, readOnly: closed } = latest.current
                const n = view.state.doc.lineAt(line.from).number
                if (!closed) tell({ does: 'remark', first: n, last: n, ...mine })
                return true
              },
            },
          }),
        ]
      : []),
    lineOf((first, last) => {
      const { is: now, onView: tell } = latest.current
      const { lines } = now
      if (lines.part !== name || lines.first !== first || lines.last !== last)
        tell({ ...now, lines: { part: name, first, last } })
    }),
  ])
  const written = JSON.stringify(comments)
  useEffect(() => {
    editor?.dispatch({ effects: setRemarks.of(JSON.parse(written) as typeof comments) })
  }, [editor, written])

  return (
    <section aria-label={title} className={styles.solution}>
      <div className={styles.head}>
        {!alone && <h3 className={styles.title}>{title}</h3>}
        <span className={styles.note}>{languageOf(part)}</span>
        {question.correct && corrected === undefined && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={readOnly}
            leftSection={active && is.lines.part === name ? <KeyCap>{CORRECT}</KeyCap> : null}
            onClick={() => {
              onGesture({ does: 'correct', text, ...of })
              onView({
                ...is,
                lines: { part: name, first: 1, last: 1 },
                focus: { on: 'correction', asked: (is.focus?.asked ?? 0) + 1 },
              })
            }}
          >
            {s.correct}
          </Button>
        )}
      </div>
      {answer && isStale(answer, name, text) && (
        <p className={styles.stale} role="alert">
          {s.stale(title)}
        </p>
      )}
      <CodeView
        text={text}
        language={languageOf(part)}
        label={`${title}: ${general.code(languageOf(part))}`}
        extensions={extensions}
        onEditor={setEditor}
      />
      {question.correct && corrected === undefined && (
        <CorrectByKey
          asked={is.focus?.on === 'correction' && is.lines.part === name ? is.focus.asked : 0}
          begin={() => {
            if (!readOnly) onGesture({ does: 'correct', text, ...of })
          }}
        />
      )}
      {corrected !== undefined && (
        <Correction
          title={title}
          original={text}
          corrected={corrected}
          language={languageOf(part)}
          asked={is.focus?.on === 'correction' && is.lines.part === name ? is.focus.asked : 0}
          readOnly={readOnly}
          onChange={(next) => {
            onGesture({ does: 'correct', text: next, ...of })
          }}
        />
      )}
    </section>
  )
}

/** Begins a corrected version when its key was pressed. */
function CorrectByKey({ asked, begin }: { asked: number; begin: () => void }) {
  const done = useRef(asked)
  useEffect(() => {
    if (asked > done.current) begin()
    done.current = asked
  }, [asked, begin])
  return null
}

/** Tells which lines the cursor is on. */
function lineOf(tell: (first: number, last: number) => void) {
  return EditorView.updateListener.of(({ selectionSet, state }) => {
    if (!selectionSet) return
    const { from, to } = state.selection.main
    tell(state.doc.lineAt(from).number, state.doc.lineAt(to).number)
  })
}

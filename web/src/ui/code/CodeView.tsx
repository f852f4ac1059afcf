import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { standardKeymap } from '@codemirror/commands'
import { useEffect, useRef, useState } from 'react'
import { count } from '../format'
import { general } from '../strings/general'
import styles from './CodeView.module.css'
import { follow } from './follow'
import { languageNamed } from './languages'
import { look } from './look'

/** Code beyond this, or with such a line, is shown without colours: reading it all would stop the page. */
const MOST_COLOURED = 400_000
const LONGEST_LINE = 5_000

export interface CodeProps {
  text: string
  language: string
  label: string
  /** What belongs to one use of it: marks, remarks, a way to write. Read once, when it is made. */
  extensions?: Extension
  /** Told of the editor when there is one, and null when it goes. Read once, too. */
  onEditor?: (editor: EditorView | null) => void
  /** Whether it may be changed; else it is there to be read. */
  writable?: boolean
}

/** Code to read, with a cursor that keys move. Only the lines in sight are drawn. */
export function CodeView({ text, language, label, extensions = [], onEditor, writable = false }: CodeProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const [given] = useState({ extensions, text })
  const [tell] = useState(() => onEditor)
  const plain = text.length > MOST_COLOURED || hasLongLine(text)

  useEffect(() => {
    if (!place.current) return
    const colours = new Compartment()
    const made = new EditorView({
      parent: place.current,
      doc: given.text,
      extensions: [
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        look,
        colours.of([]),
        given.extensions,
        // Ctrl+Enter submits, on every page.
        keymap.of(standardKeymap.filter(({ key }) => key !== 'Mod-Enter')),
        writable
          ? EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })
          : [
              EditorState.readOnly.of(true),
              EditorView.contentAttributes.of({
                'aria-label': label,
                'aria-readonly': 'true',
                inputmode: 'none',
                tabindex: '0',
              }),
            ],
      ],
    })
    editor.current = made
    tell?.(made)
    let gone = false
    if (!plain)
      void languageNamed(language).then((loaded) => {
        if (loaded && !gone) made.dispatch({ effects: colours.reconfigure(loaded) })
      })
    return () => {
      gone = true
      editor.current = null
      tell?.(null)
      made.destroy()
    }
  }, [given, label, language, plain, tell, writable])

  useEffect(() => {
    if (editor.current) follow(editor.current, text)
  }, [text])

  return (
    <div className={styles.code}>
      <div ref={place} />
      {plain && <p className={styles.note}>{general.codePlain(count(text.length))}</p>}
    </div>
  )
}

function hasLongLine(text: string): boolean {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    if (to - from > LONGEST_LINE) return true
    from = to + 1
  }
  return false
}

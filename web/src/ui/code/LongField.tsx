import { standardKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { follow, written } from './follow'

export interface LongFieldProps {
  text: string
  label: string
  /** The key that begins to write, as it is told to readers. */
  shortcut?: string
  mono?: boolean
  readOnly?: boolean
  /** Counts how often the field was asked to take the focus. */
  asked: number
  onChange: (text: string) => void
}

/** A field for long texts: only the lines in sight are laid out, so that writing in them stays fluent. */
export function LongField(props: LongFieldProps) {
  const { text, label, shortcut, mono = false, readOnly = false, asked } = props
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const [given] = useState({ text, shortcut })
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (!place.current) return
    const made = new EditorView({
      parent: place.current,
      doc: given.text,
      extensions: [
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of({
          'aria-label': label,
          spellcheck: mono ? 'false' : 'true',
          ...(given.shortcut === undefined ? {} : { 'aria-keyshortcuts': given.shortcut }),
        }),
        EditorState.readOnly.of(readOnly),
        mono ? MONO : PROSE,
        // Ctrl+Enter submits, and undo is the page's own.
        keymap.of(standardKeymap.filter(({ key }) => key !== 'Mod-Enter')),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return
          const now = written(state, given.text)
          if (now !== latest.current.text) latest.current.onChange(now)
        }),
      ],
    })
    editor.current = made
    return () => {
      editor.current = null
      made.destroy()
    }
  }, [given, label, mono, readOnly])
  useEffect(() => {
    if (editor.current) follow(editor.current, text)
  }, [text])
  useEffect(() => {
    if (asked === 0) return
    editor.current?.focus()
    // The editor takes the focus without moving the page, and the field stands below a long text.
    editor.current?.dom.scrollIntoView({ block: 'nearest' })
  }, [asked])
  return <div ref={place} />
}

const look = (font: Record<string, string>) =>
  EditorView.theme({
    '&': {
      maxHeight: 'min(60vh, 40rem)',
      border: '1px solid var(--gw-line-strong)',
      borderRadius: 'var(--mantine-radius-default)',
      background: 'var(--gw-surface)',
      color: 'var(--gw-ink)',
      ...font,
    },
    '&.cm-focused': { outline: '2px solid var(--gw-accent)', outlineOffset: '1px' },
    '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit' },
    '.cm-content': { padding: '10px 12px', caretColor: 'var(--gw-ink)' },
    '.cm-line': { padding: '0', textAlign: 'start' },
  })
const PROSE = look({
  maxWidth: '70ch',
  fontFamily: 'var(--gw-serif)',
  fontSize: '1.125rem',
  lineHeight: '1.6',
})
const MONO = look({
  fontFamily: 'var(--mantine-font-family-monospace)',
  fontSize: '0.875rem',
  lineHeight: '1.55',
})

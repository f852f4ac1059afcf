/** How code looks: the colours of the page, light and dark. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags as t } from '@lezer/highlight'

const colours = HighlightStyle.define([
  { tag: [t.keyword, t.modifier, t.operatorKeyword], color: 'var(--gw-code-keyword)', fontWeight: '600' },
  { tag: [t.string, t.special(t.string), t.regexp, t.attributeValue], color: 'var(--gw-code-string)' },
  { tag: [t.number, t.bool, t.null, t.atom], color: 'var(--gw-code-number)' },
  { tag: [t.comment, t.docString, t.meta], color: 'var(--gw-muted)', fontStyle: 'italic' },
  {
    tag: [t.function(t.variableName), t.function(t.propertyName), t.definition(t.function(t.variableName))],
    color: 'var(--gw-code-name)',
  },
  { tag: [t.typeName, t.className, t.tagName, t.namespace], color: 'var(--gw-code-type)' },
  { tag: [t.attributeName, t.propertyName], color: 'var(--gw-code-name)' },
])

const theme = EditorView.theme({
  '&': {
    maxHeight: '70vh',
    border: '1px solid var(--gw-line)',
    borderRadius: '8px',
    background: 'var(--gw-surface)',
    color: 'var(--gw-ink)',
    fontSize: '0.875rem',
  },
  '&.cm-focused': { outline: '2px solid var(--gw-accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.55' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--gw-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--gw-ink)' },
  '.cm-gutters': {
    border: '0',
    borderRight: '1px solid var(--gw-line)',
    borderRadius: '8px 0 0 8px',
    background: 'var(--gw-sunken)',
    color: 'var(--gw-muted)',
  },
  '.cm-activeLine': { background: 'color-mix(in srgb, var(--gw-accent-soft) 60%, transparent)' },
  '.cm-activeLineGutter': { background: 'var(--gw-accent-soft)', color: 'var(--gw-ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--gw-accent-line) !important',
    opacity: '0.45',
  },
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': { background: 'var(--gw-accent-soft) !important' },
  '.cm-changedText, &.cm-merge-b .cm-changedText': {
    background: 'color-mix(in srgb, var(--gw-accent-line) 55%, transparent) !important',
  },
  '.cm-deletedChunk': { background: 'var(--gw-bad-soft) !important', paddingLeft: '6px' },
  '.cm-deletedText': { background: 'color-mix(in srgb, var(--gw-bad) 22%, transparent) !important' },
})

export const look: Extension = [theme, syntaxHighlighting(colours)]

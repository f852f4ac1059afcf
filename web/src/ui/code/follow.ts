/** An editor follows a text that is kept elsewhere. */
import type { EditorView } from '@codemirror/view'

/** Replaces only what differs, so that the cursor stays: after undo, or when another item comes. */
export function follow(editor: EditorView, text: string): void {
  const was = editor.state.doc.toString()
  // The editor's own line ends.
  const is = text.replace(/\r\n?/g, '\n')
  if (was === is) return
  let head = 0
  while (head < was.length && was.charCodeAt(head) === is.charCodeAt(head)) head++
  let tail = 0
  const most = Math.min(was.length, is.length) - head
  while (tail < most && was.charCodeAt(was.length - 1 - tail) === is.charCodeAt(is.length - 1 - tail)) tail++
  editor.dispatch({
    changes: { from: head, to: was.length - tail, insert: is.slice(head, is.length - tail) },
  })
}

/** What an editor holds, with the line ends of the text that it was made from. */
export function written(editor: EditorView['state'], original: string): string {
  const text = editor.doc.toString()
  const end = /\r\n?|\n/.exec(original)?.[0] ?? '\n'
  return end === '\n' ? text : text.replaceAll('\n', end)
}

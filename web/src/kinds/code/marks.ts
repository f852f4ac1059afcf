/** Comments in code: a mark in the margin, and the words under the last line that they are about. */
import { RangeSet, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  gutterLineClass,
  GutterMarker,
  WidgetType,
} from '@codemirror/view'
import type { Remark } from './schema'
import styles from './Code.module.css'

export const setRemarks = StateEffect.define<Remark[]>()

class Words extends WidgetType {
  constructor(readonly text: string) {
    super()
  }
  override eq(other: Words) {
    return other.text === this.text
  }
  toDOM() {
    // The room around it is padding: the editor measures no margins, and its line numbers would slip.
    const room = document.createElement('div')
    room.className = styles.room ?? ''
    const box = room.appendChild(document.createElement('div'))
    box.className = styles.words ?? ''
    // As text, whatever is in it.
    box.textContent = this.text
    return room
  }
}

class Margin extends GutterMarker {
  override elementClass = styles.margin ?? ''
}
const MARGIN = new Margin()
const LINE = Decoration.line({ class: styles.remarked })

interface Drawn {
  lines: DecorationSet
  margin: RangeSet<GutterMarker>
}

const drawn = StateField.define<Drawn>({
  create: () => ({ lines: Decoration.none, margin: RangeSet.empty }),
  update(before, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setRemarks)) {
        const { doc } = transaction.state
        const lines = []
        const margin = []
        const seen = new Set<number>()
        for (const { first, last, text } of effect.value) {
          const end = Math.min(last, doc.lines)
          for (let n = first; n <= Math.min(end, first + 999); n++) {
            if (seen.has(n)) continue
            seen.add(n)
            const { from } = doc.line(n)
            lines.push(LINE.range(from))
            margin.push(MARGIN.range(from))
          }
          if (text !== '' && first <= end)
            lines.push(
              Decoration.widget({ widget: new Words(text), block: true, side: 1 }).range(doc.line(end).to),
            )
        }
        return { lines: Decoration.set(lines, true), margin: RangeSet.of(margin, true) }
      }
    return before
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.lines),
    gutterLineClass.from(field, (value) => value.margin),
  ],
})

export const remarks: Extension = drawn

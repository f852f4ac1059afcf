import { useMemo } from 'react'
import type { Arc } from '@/text/Arcs'
import type { EditorProps } from '../contract'
import { MarkingStage } from '../marking/MarkingStage'
import { viewed } from '../marking/reduce'
import { keyOf } from '../marking/schema'
import { relationColor } from './colors'
import type { Gesture } from './reduce'
import { joins, nameOfArc, type RelationsAnswer, type RelationsQuestion } from './schema'

const NOTHING: RelationsAnswer = { spans: [], relations: [] }

export function Stage(props: EditorProps<RelationsQuestion, RelationsAnswer, Gesture>) {
  const { question, answer, parts, onView, onGesture, active, readOnly = false } = props
  const { spans, relations } = answer ?? NOTHING
  const view = viewed(props.view)
  const arcs = useMemo(() => {
    const keys = new Map(spans.map((span) => [span.id, keyOf(span)]))
    return relations.map((arc): Arc => {
      const n = question.relations.findIndex((type) => type.id === arc.label)
      const type = question.relations[n]
      return {
        key: nameOfArc(arc),
        name: type?.name ?? arc.label,
        color: relationColor(type?.color ?? null, n),
        from: keys.get(arc.head) ?? '',
        to: keys.get(arc.tail) ?? '',
      }
    })
  }, [question.relations, relations, spans])
  const join = (from: string, to: string) => {
    if (readOnly) return
    const label = (key: string) => spans.find((span) => keyOf(span) === key)?.label ?? ''
    const possible = question.relations.filter((type) => joins(type, label(from), label(to)))
    const held = possible.find((type) => type.id === view.held)
    const one = held ?? (possible.length === 1 ? possible[0] : undefined)
    if (one) onGesture({ does: 'join', label: one.id, head: from, tail: to })
    // Which one it is, is asked beside the text; both ends stay in hand until then.
    else onView({ ...view, from, focus: to, selected: null, held: null })
  }
  return (
    <MarkingStage
      question={question}
      spans={spans}
      parts={parts}
      view={view}
      onView={onView}
      send={onGesture}
      active={active}
      readOnly={readOnly}
      arcs={arcs}
      onJoin={join}
    />
  )
}

import { useDeferredValue, useMemo, useRef } from 'react'
import { useMachine } from '@/machine/useMachine'
import type { Arc } from '@/text/Arcs'
import { colorOf } from '@/text/colors'
import { find } from '@/text/find'
import { offsetsOf } from '@/text/offsets'
import { NO_SEARCH, search } from '@/text/search'
import { cut } from '@/text/steps'
import { TextStage, type Mark } from '@/text/TextStage'
import { words as s } from './words'
import type { PartLike } from '../contract'
import { focusing, inHandOf, keyed, selecting, type Ground, type Move } from './hand'
import type { MarkView, SpanGesture, Stretch } from './reduce'
import { keyOf, markedPart, short, type MarkingQuestion, type Span } from './schema'
import { SearchField } from './SearchField'
import beside from '../Marks.module.css'
import styles from './Marking.module.css'

interface StageProps {
  question: MarkingQuestion
  spans: Span[]
  parts: PartLike[]
  view: MarkView
  onView: (view: MarkView) => void
  send: (gesture: SpanGesture) => void
  active: boolean
  readOnly: boolean
  arcs?: readonly Arc[]
  onJoin?: (from: string, to: string) => void
}

/** The text of an item with what is marked in it: the half of the editor that lies where the material lies. */
export function MarkingStage(props: StageProps) {
  const { question, spans, view, onView, send, readOnly } = props
  const part = markedPart(question, props.parts)
  const text = part?.text ?? ''
  const stage = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const offsets = useMemo(() => offsetsOf(text), [text])
  const names = useMemo(
    () =>
      new Map(
        question.labels.map((label, i) => [label.id, { name: label.name, color: colorOf(label.color, i) }]),
      ),
    [question.labels],
  )
  const marks = useMemo(
    () =>
      spans.map((span): Mark => {
        const { name, color } = names.get(span.label) ?? { name: span.label, color: '#777777' }
        return { key: keyOf(span), name, color, fragments: span.fragments }
      }),
    [names, spans],
  )

  const ground: Ground = { question, spans, view, offsets, readOnly }
  const does = (move: Move) => {
    if (move.do === 'send') send(move.gesture)
    else if (move.do === 'view') onView(move.view)
    else {
      field.current?.focus()
      field.current?.select()
    }
  }
  const select = (selected: Stretch | null) => {
    does(selecting(ground, selected))
  }
  const [sought, tell] = useMachine(
    () => NO_SEARCH,
    search,
    (effect) => {
      if (effect.do === 'enter') stage.current?.focus({ preventScroll: true })
      else {
        const [start, end] = effect.range
        select({ at: [offsets.toPoints(start), offsets.toPoints(end)], text: cut(text, effect.range) })
      }
    },
  )
  const phrase = useDeferredValue(sought.phrase)
  const found = useMemo(() => find(text, phrase), [phrase, text])

  if (!part) return <p className={beside.note}>{s.noText(question.part)}</p>
  return (
    <section className={styles.frame} aria-label={part.title || part.name}>
      <div className={styles.head}>
        {props.parts.length > 1 && <h3 className={styles.title}>{part.title || part.name}</h3>}
        <SearchField
          field={field}
          phrase={sought.phrase}
          count={found.length}
          at={Math.min(sought.at, Math.max(found.length - 1, 0))}
          onPhrase={(next) => {
            tell({ is: 'typed', phrase: next })
          }}
          onGo={(way) => {
            tell({ is: 'went', way, of: found.length })
          }}
          onLeave={() => {
            tell({ is: 'left', text })
          }}
        />
      </div>
      <TextStage
        stage={stage}
        text={text}
        label={s.textLabel(question.title)}
        marks={marks}
        arcs={props.arcs}
        focus={view.focus}
        selected={view.selected}
        found={found}
        foundAt={found[sought.at] ?? null}
        held={view.held !== null}
        active={props.active}
        said={view.selected ? s.selectedNow(short(view.selected.text, 80)) : saidOf(names, inHandOf(ground))}
        onSelect={select}
        onFocus={(focus) => {
          focusing(ground, focus).forEach(does)
        }}
        onKey={(key) => {
          const moves = keyed(ground, key)
          moves?.forEach(does)
          return moves !== null
        }}
        onJoin={props.onJoin}
      />
    </section>
  )
}

function saidOf(names: Map<string, { name: string }>, span: Span | null): string {
  return span ? `${names.get(span.label)?.name ?? span.label}: ${short(span.text, 80)}` : ''
}

import { useMemo } from 'react'
import { colorOf } from '@/text/colors'
import { offsetsOf } from '@/text/offsets'
import { words as s } from './words'
import type { PartLike } from '../contract'
import marks from '../Marks.module.css'
import styles from './Marking.module.css'
import { colored } from '../look'
import {
  endOf,
  keyOf,
  markedPart,
  short,
  startOf,
  type Fragment,
  type MarkingQuestion,
  type Span,
} from './schema'

/** Code points shown around marks; what lies between is cut. */
const AROUND = 80
/** Spans that are listed. */
const LISTED = 12

/** The text with its marks where it is at hand, and a short list. */
export function MarkingReview({
  question,
  spans,
  parts,
}: {
  question: MarkingQuestion
  spans: Span[]
  parts: PartLike[] | undefined
}) {
  const text = parts ? (markedPart(question, parts)?.text ?? null) : null
  const excerpts = useMemo(() => (text === null ? [] : excerptsOf(text, spans)), [text, spans])
  if (spans.length === 0) return <span>{s.nothing}</span>
  const place = (span: Span | undefined) => question.labels.findIndex((label) => label.id === span?.label)
  const color = (span: Span | undefined) => colorOf(question.labels[place(span)]?.color ?? null, place(span))
  return (
    <div className={marks.review}>
      {excerpts.map(({ pieces, cutBefore, cutAfter }, i) => (
        <p key={i} className={styles.text} dir="auto">
          {cutBefore && <span className={styles.cut}>… </span>}
          {pieces.map((piece, n) =>
            piece.spans.length === 0 ? (
              piece.text
            ) : (
              <mark
                key={n}
                className={styles.in}
                style={colored(color(piece.spans[0]))}
                data-deep={piece.spans.length > 1 || undefined}
              >
                {piece.text}
              </mark>
            ),
          )}
          {cutAfter && <span className={styles.cut}> …</span>}
        </p>
      ))}
      <ul className={marks.said}>
        {spans.slice(0, LISTED).map((span) => (
          <li key={keyOf(span)} style={colored(color(span))}>
            {short(span.text, 60)}{' '}
            <small>
              {[
                question.labels[place(span)]?.name ?? span.label,
                ...Object.values(attributesOf(question, span)),
              ].join(' · ')}
            </small>
          </li>
        ))}
        {spans.length > LISTED && <li>… {spans.length - LISTED}</li>}
      </ul>
    </div>
  )
}

function attributesOf(question: MarkingQuestion, span: Span): string[] {
  const label = question.labels.find((one) => one.id === span.label)
  return Object.entries(span.attributes).map(([id, value]) => {
    const attribute = label?.attributes.find((one) => one.id === id)
    return `${attribute?.name ?? id}: ${attribute?.options.find((o) => o.id === value)?.name ?? value}`
  })
}

interface Excerpt {
  pieces: { text: string; spans: Span[] }[]
  cutBefore: boolean
  cutAfter: boolean
}

/** The stretches of a text around marks, in pieces with the spans that cover each, the innermost first. */
export function excerptsOf(text: string, spans: Span[], around = AROUND): Excerpt[] {
  const offsets = offsetsOf(text)
  const windows: Fragment[] = []
  for (const span of spans) {
    const from = offsets.moved(startOf(span), -around)
    const to = offsets.moved(endOf(span), around)
    const last = windows.at(-1)
    if (last && from <= last[1]) last[1] = to > last[1] ? to : last[1]
    else windows.push([from, to])
  }
  return windows.slice(0, 20).map(([from, to]) => {
    const here = spans.filter((span) => startOf(span) < to && endOf(span) > from)
    const borders = [...new Set([from, to, ...here.flatMap((span) => span.fragments.flat())])].filter(
      (at) => at >= from && at <= to,
    )
    borders.sort((a, b) => a - b)
    const pieces = borders.slice(0, -1).map((start, i) => {
      const end = borders[i + 1] ?? to
      return {
        text: offsets.cut(start, end),
        spans: here
          .filter((span) => span.fragments.some(([a, b]) => a <= start && end <= b))
          .sort((a, b) => endOf(a) - startOf(a) - (endOf(b) - startOf(b))),
      }
    })
    return { pieces, cutBefore: from > 0, cutAfter: to < offsets.length }
  })
}

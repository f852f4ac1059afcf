import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { colorOf } from '@/text/colors'
import type { Offsets } from '@/text/offsets'
import { KeyCap } from '@/ui/KeyCap'
import { AttributeFields } from '../AttributeFields'
import type { MarkLabel } from '../markLabels'
import { words as s } from './words'
import { withoutPiece, withPiece } from './hand'
import { colored, keepFocus } from '../look'
import marks from '../Marks.module.css'
import styles from './Marking.module.css'
import type { SpanGesture, Stretch } from './reduce'
import { keyOf, short, type MarkingQuestion, type Span } from './schema'

interface RowProps {
  span: Span
  question: MarkingQuestion
  offsets: Offsets
  inHand: boolean
  /** What is selected in the text while this span is in hand. */
  selected: Stretch | null
  readOnly: boolean
  take: (focus: string | null) => void
  send: (gesture: SpanGesture) => void
}

/** A span in the list beside the text; in hand, with all there is to say of it. */
export const SpanRow = memo(function SpanRow({
  span,
  question,
  offsets,
  inHand,
  selected,
  readOnly,
  take,
  send,
}: RowProps) {
  const place = question.labels.findIndex((label) => label.id === span.label)
  const label = question.labels[place]
  const name = label?.name ?? span.label
  return (
    <li
      className={marks.row}
      style={colored(colorOf(label?.color ?? null, place))}
      data-focus={inHand || undefined}
    >
      <div className={marks.line}>
        <button
          type="button"
          className={marks.take}
          aria-expanded={inHand}
          onClick={() => {
            take(inHand ? null : keyOf(span))
          }}
        >
          <span className={styles.of}>{name}</span>
          <span className={styles.quote} data-whole={inHand || undefined} dir="auto">
            {short(span.text, inHand ? 400 : 80)}
          </span>
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={s.remove(name, short(span.text, 80))}
          disabled={readOnly}
          onMouseDown={keepFocus}
          onClick={() => {
            send({ does: 'remove', span: keyOf(span) })
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
      {inHand && label && <Details {...{ span, label, offsets, selected, readOnly, send }} />}
    </li>
  )
}, sameRow)

/** Ids count in the order of the text, so a new span changes those behind it; nothing of that is seen in their rows. */
function sameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.span.label === b.span.label &&
    a.span.fragments === b.span.fragments &&
    a.span.text === b.span.text &&
    a.span.attributes === b.span.attributes &&
    a.question === b.question &&
    a.offsets === b.offsets &&
    a.inHand === b.inHand &&
    a.selected === b.selected &&
    a.readOnly === b.readOnly &&
    a.take === b.take &&
    a.send === b.send
  )
}

interface DetailsProps extends Pick<RowProps, 'span' | 'offsets' | 'selected' | 'readOnly' | 'send'> {
  label: MarkLabel
}

function Details({ span, label, offsets, selected, readOnly, send }: DetailsProps) {
  const quotes = span.fragments.length > 1
  if (!quotes && !selected && label.attributes.length === 0) return null
  return (
    <div className={marks.details}>
      <AttributeFields
        label={label}
        said={span.attributes}
        none={s.none}
        readOnly={readOnly}
        onSay={(attribute, value) => {
          send({ does: 'say', span: keyOf(span), attribute, value })
        }}
      />
      {selected && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          rightSection={<KeyCap>+</KeyCap>}
          onMouseDown={keepFocus}
          onClick={() => {
            send(withPiece(offsets, span, selected))
          }}
        >
          {s.addFragment}
        </Button>
      )}
      {quotes && (
        <div className={styles.pieces} role="group" aria-label={s.pieces}>
          {span.fragments.map((fragment) => {
            const quote = offsets.cut(...fragment)
            return (
              <Button
                key={fragment.join()}
                size="compact-xs"
                variant="default"
                disabled={readOnly}
                rightSection={<IconX size={12} />}
                aria-label={s.dropFragment(short(quote))}
                onMouseDown={keepFocus}
                onClick={() => {
                  send(withoutPiece(offsets, span, fragment))
                }}
              >
                {short(quote, 24)}
              </Button>
            )
          })}
        </div>
      )}
    </div>
  )
}

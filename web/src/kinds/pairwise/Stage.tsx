import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconHighlight } from '@tabler/icons-react'
import { useMemo } from 'react'
import { differences, type Piece } from '@/text/differences'
import { Cut } from '@/ui/Cut'
import { KeyCap } from '@/ui/KeyCap'
import { Parts, type PartLike } from '@/ui/Parts'
import { words as s } from './words'
import { shared } from '../words'
import type { EditorProps } from '../contract'
import { unnamed } from '../outputs'
import styles from './Pairwise.module.css'
import { KEYS, type Gesture } from './reduce'
import { orderOf, viewed, type PairwiseAnswer, type PairwiseQuestion } from './schema'

/** Both outputs side by side, in the order that chance drew, under names that say nothing. */
export function Stage({
  question,
  answer,
  parts,
  view,
  onView,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<PairwiseQuestion, PairwiseAnswer, Gesture>) {
  const at = viewed(question, view)
  const order = orderOf(question, answer, view)
  const outputs = order.map((name, i) => unnamed(parts, name, s.output(i + 1)))
  const marked = useMarked(outputs[0] ?? null, outputs[1] ?? null, at.marks)
  const comparable = outputs.every((part) => textOf(part) !== null)
  return (
    <div className={styles.stage}>
      {comparable && (
        <div className={styles.tools}>
          <UnstyledButton
            className={styles.tool}
            aria-pressed={at.marks}
            aria-keyshortcuts={KEYS.marks}
            onClick={() => {
              onView({ ...at, marks: !at.marks })
            }}
          >
            <IconHighlight size={16} aria-hidden />
            {s.differences}
            <KeyCap quiet>{KEYS.marks}</KeyCap>
          </UnstyledButton>
        </div>
      )}
      <div className={styles.both}>
        {order.map((name, i) => {
          const place = i === 0 ? 'first' : 'second'
          const part = outputs[i]
          const pieces = marked?.[i]
          const chosen = answer?.choice === name
          return (
            <article
              key={place}
              className={styles.side}
              data-chosen={chosen || undefined}
              aria-label={s.output(i + 1)}
            >
              <header className={styles.head}>
                <h3 className={styles.name}>{s.output(i + 1)}</h3>
                <UnstyledButton
                  className={styles.pick}
                  aria-label={s.better(i + 1)}
                  aria-pressed={chosen}
                  disabled={readOnly}
                  onClick={() => {
                    onGesture({ does: 'choose', place, order })
                  }}
                >
                  {chosen && <IconCheck size={18} aria-hidden />}
                  <KeyCap quiet={!active}>{KEYS[place]}</KeyCap>
                </UnstyledButton>
              </header>
              <div className={styles.body}>
                <Cut>
                  {part && pieces ? (
                    <Marked pieces={pieces} code={part.type === 'code'} />
                  ) : part ? (
                    <Parts parts={[part]} titled={false} compact markdown />
                  ) : (
                    <p className={styles.missing}>{shared.noPart(name)}</p>
                  )}
                </Cut>
              </div>
            </article>
          )
        })}
      </div>
    </div>
  )
}

function textOf(part: PartLike | null): string | null {
  return part && (part.type === 'text' || part.type === 'code') ? (part.text ?? '') : null
}

function useMarked(one: PartLike | null, other: PartLike | null, on: boolean): [Piece[], Piece[]] | null {
  const [a, b] = [textOf(one), textOf(other)]
  return useMemo(() => {
    if (!on || a === null || b === null) return null
    const found = differences(a, b)
    return [found.one, found.other]
  }, [a, b, on])
}

function Marked({ pieces, code }: { pieces: Piece[]; code: boolean }) {
  return (
    <p className={code ? styles.code : styles.text} dir="auto">
      {pieces.map((piece, i) =>
        piece.differs ? (
          <mark key={i} className={styles.mark}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}

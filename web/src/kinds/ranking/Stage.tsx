import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Cut } from '@/ui/Cut'
import { Parts } from '@/ui/Parts'
import { words as s } from './words'
import { shared } from '../words'
import type { EditorProps } from '../contract'
import { unnamed } from '../outputs'
import styles from './Ranking.module.css'
import type { Gesture } from './reduce'
import { handOf, letterOf, orderOf, viewed, type RankingAnswer, type RankingQuestion } from './schema'

/** All outputs in the order that chance drew, under letters, each with the rank that it has. */
export function Stage({
  question,
  answer,
  parts,
  view,
  onView,
  active,
}: EditorProps<RankingQuestion, RankingAnswer, Gesture>) {
  const order = orderOf(question, answer, view)
  const at = viewed(question, view)
  const hand = handOf(question, answer, order, at.at)
  const cards = useRef(new Map<string, HTMLElement>())
  // What the hand goes to is brought into sight; an item that opens stays at its top.
  const last = useRef(hand)
  useEffect(() => {
    if (last.current === hand) return
    last.current = hand
    if (hand !== null && active) cards.current.get(hand)?.scrollIntoView({ block: 'nearest' })
  }, [hand, active])
  return (
    <div className={styles.stage}>
      <div className={styles.cards}>
        {order.map((name) => {
          const letter = letterOf(order, name)
          const part = unnamed(parts, name, s.output(letter))
          const rank = (answer?.groups.findIndex((group) => group.includes(name)) ?? -1) + 1
          return (
            <article
              key={name}
              className={styles.card}
              data-hand={(active && hand === name) || undefined}
              aria-label={s.output(letter)}
              ref={(element) => {
                if (element) cards.current.set(name, element)
              }}
            >
              <h3 className={styles.head}>
                <UnstyledButton
                  className={styles.pick}
                  aria-current={hand === name || undefined}
                  onClick={() => {
                    onView({ ...at, at: name })
                  }}
                >
                  <span className={styles.spoken}>
                    {rank ? s.rankOf(letter, rank) : s.unrankedOf(letter)}
                  </span>
                  <span className={styles.letter} aria-hidden>
                    {letter}
                  </span>
                  <span className={styles.badge} aria-hidden data-none={!rank || undefined}>
                    {rank || '–'}
                  </span>
                </UnstyledButton>
              </h3>
              <div className={styles.body}>
                <Cut>
                  {part ? (
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

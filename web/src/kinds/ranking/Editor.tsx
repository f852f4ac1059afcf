import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { bare } from '@/ui/prose/marks'
import { words as s } from './words'
import type { EditorProps, PartLike } from '../contract'
import styles from './Ranking.module.css'
import type { Gesture } from './reduce'
import {
  handOf,
  letterOf,
  orderOf,
  unranked,
  viewed,
  type RankingAnswer,
  type RankingQuestion,
} from './schema'
import { useDrag } from './useDrag'

/** The ranks with what lies in them, and below what has none yet. */
export function Editor({
  question,
  answer,
  parts,
  view,
  onView,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<RankingQuestion, RankingAnswer, Gesture>) {
  const whole = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const at = viewed(question, view)
  const order = orderOf(question, answer, view)
  const hand = handOf(question, answer, order, at.at)
  const groups = answer?.groups ?? []
  const rest = unranked(question, answer)
  const { dragged, handle } = useDrag(list, question.ties, (part, target) => {
    if (target.into === 'tie') onGesture({ does: 'join', part, group: target.group, order })
    else onGesture({ does: 'insert', part, before: target.group, order })
  })
  // A row that moves is drawn anew elsewhere; the focus stays with the whole.
  const does = (made: Gesture) => {
    whole.current?.focus({ preventScroll: true })
    onGesture(made)
  }
  // Groups as the drag counts them: without what is dragged.
  const places = groups.filter((group) => !(group.length === 1 && group[0] === dragged?.part))
  const targetOf = (group: string[]) =>
    dragged?.target && places[dragged.target.group] === group ? dragged.target.into : undefined
  const atEnd = dragged?.target?.into === 'before' && dragged.target.group === places.length

  const onKeyDown = (event: KeyboardEvent) => {
    if (readOnly || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const by = event.key === 'ArrowUp' ? -1 : 1
    does(event.shiftKey ? { does: 'shift', part: at.at, by, order } : { does: 'look', by, order })
  }
  const row = (name: string, rank: number) => {
    const letter = letterOf(order, name)
    const button = (label: string, icon: React.ReactNode, made: Gesture) => (
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        disabled={readOnly}
        onClick={() => {
          does(made)
        }}
      >
        {icon}
      </ActionIcon>
    )
    return (
      <li
        key={name}
        className={styles.row}
        data-hand={(active && hand === name) || undefined}
        data-dragged={dragged?.part === name || undefined}
        aria-label={rank ? s.rankOf(letter, rank) : s.unrankedOf(letter)}
        aria-current={hand === name || undefined}
      >
        <span
          className={styles.grip}
          title={s.drag(letter)}
          data-testid={`drag-${letter}`}
          {...(readOnly ? {} : handle(name))}
        >
          <IconGripVertical size={16} aria-hidden />
          <span className={styles.letter}>{letter}</span>
        </span>
        <button
          type="button"
          className={styles.words}
          tabIndex={-1}
          aria-hidden
          onClick={() => {
            onView({ ...at, at: name })
          }}
        >
          {excerpt(parts, name)}
        </button>
        {rank > 0 ? (
          <span className={styles.buttons}>
            {button(s.up(letter), <IconArrowUp size={16} />, { does: 'shift', part: name, by: -1, order })}
            {button(s.down(letter), <IconArrowDown size={16} />, { does: 'shift', part: name, by: 1, order })}
            {button(s.out(letter), <IconX size={16} />, { does: 'out', part: name, order })}
          </span>
        ) : (
          <span className={styles.buttons}>
            {button(s.add(letter), <IconPlus size={16} />, { does: 'shift', part: name, by: -1, order })}
          </span>
        )}
      </li>
    )
  }
  return (
    <div
      ref={whole}
      role="group"
      tabIndex={0}
      aria-label={question.title}
      className={styles.editor}
      data-dragging={dragged !== null || undefined}
      onKeyDown={onKeyDown}
    >
      <div ref={list} className={styles.ranks}>
        {groups.map((group, i) => (
          <div
            key={i}
            className={styles.group}
            data-group={group.length === 1 ? group[0] : ''}
            data-target={targetOf(group)}
          >
            <span className={styles.rank} aria-hidden>
              {i + 1}
            </span>
            {group.length > 0 ? (
              <ul className={styles.rows} aria-label={s.rank(i + 1)}>
                {order.filter((name) => group.includes(name)).map((name) => row(name, i + 1))}
              </ul>
            ) : (
              <span className={styles.slot}>{s.emptySlot}</span>
            )}
          </div>
        ))}
        <div className={styles.end} data-target={atEnd || undefined}>
          {groups.length === 0 && s.startHere}
        </div>
      </div>
      {rest.length > 0 && (
        <>
          <h3 className={styles.title}>{s.tray}</h3>
          <ul className={styles.rows} aria-label={s.tray}>
            {order.filter((name) => rest.includes(name)).map((name) => row(name, 0))}
          </ul>
        </>
      )}
      <p className={styles.hint} aria-hidden>
        <span>
          <KeyCap quiet={!active}>1</KeyCap>–
          <KeyCap quiet={!active}>{String(Math.min(question.outputs.length, 9))}</KeyCap> {s.keysRank}
        </span>
        <span>
          <KeyCap quiet={!active}>j</KeyCap> <KeyCap quiet={!active}>k</KeyCap> {s.keysLook}
        </span>
        <span>
          <KeyCap quiet={!active}>⇧j</KeyCap> <KeyCap quiet={!active}>⇧k</KeyCap> {s.keysMove}
        </span>
      </p>
      <span className={styles.spoken} role="status">
        {hand !== null && active ? said(order, groups, hand) : ''}
      </span>
    </div>
  )
}

function said(order: string[], groups: string[][], hand: string): string {
  const rank = groups.findIndex((group) => group.includes(hand)) + 1
  const letter = letterOf(order, hand)
  return rank > 0 ? s.rankOf(letter, rank) : s.unrankedOf(letter)
}

function excerpt(parts: PartLike[], name: string): string {
  const part = parts.find((one) => one.name === name)
  return bare((part?.text ?? '').slice(0, 200))
}

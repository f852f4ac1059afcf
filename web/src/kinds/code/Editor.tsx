import { ActionIcon, Button, Textarea } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, type RefObject } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import { shared } from '../words'
import choices from '../choices.module.css'
import type { EditorProps } from '../contract'
import { usePointing } from '../pointing'
import styles from './Code.module.css'
import { COMMENT, moved, readView, sourceOf, verdictKey, type Gesture, type View } from './reduce'
import { solutionsOf, stepsOf, type CodeAnswer, type CodeQuestion, type Criterion } from './schema'

type Props = EditorProps<CodeQuestion, CodeAnswer, Gesture>

/** Verdicts by criterion, the better solution, and the comments as a list. */
export function Editor(props: Props) {
  const { question, parts, view, onView } = props
  const solutions = solutionsOf(question, parts)
  const is = readView(question, view, parts)
  const { pointing, watch } = usePointing()
  if (solutions.length === 0) return <p className={styles.note}>{s.noPart}</p>
  return (
    <div
      className={styles.side}
      {...watch}
      onKeyDown={(event) => {
        // Up and down go from criterion to criterion, also while a verdict has the focus.
        const { key, target } = event
        if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !(target instanceof HTMLInputElement)) return
        event.preventDefault()
        onView(moved(is, key === 'ArrowDown' ? 1 : -1))
      }}
    >
      {question.criteria.length > 0 &&
        solutions.map((part) => (
          <div key={part.name} className={styles.group}>
            {solutions.length > 1 && <h3 className={styles.title}>{part.title || part.name}</h3>}
            {question.criteria.map((criterion) => (
              <Verdicts
                key={criterion.id}
                {...props}
                criterion={criterion}
                part={part.name}
                is={is}
                pointing={pointing}
              />
            ))}
          </div>
        ))}
      {question.prefer && solutions.length > 1 && <Preferred {...props} is={is} pointing={pointing} />}
      {question.comments && <Comments {...props} is={is} />}
    </div>
  )
}

interface VerdictsProps extends Props {
  criterion: Criterion
  part: string
  is: View
  pointing: RefObject<boolean>
}

function Verdicts({
  question,
  answer,
  parts,
  criterion,
  part,
  is,
  active,
  onView,
  onGesture,
  readOnly,
  pointing,
}: VerdictsProps) {
  const at = is.stops.findIndex(
    (stop) => stop !== 'preferred' && stop.part === part && stop.criterion === criterion.id,
  )
  const here = active && is.at === at
  const title = solutionsOf(question, parts).find((one) => one.name === part)?.title || part
  return (
    <fieldset
      className={styles.criterion}
      data-here={here || undefined}
      onFocus={() => {
        if (is.at !== at && !pointing.current) onView({ ...is, at, focus: null })
      }}
    >
      <legend className={styles.name}>
        {criterion.name}
        {criterion.help && <span className={choices.help}>{criterion.help}</span>}
      </legend>
      <div className={styles.verdicts} role="radiogroup" aria-label={s.verdictOn(criterion.name, title)}>
        {stepsOf(criterion).map((step, i) => {
          const key = verdictKey(criterion, i)
          return (
            <label key={step.id} className={styles.verdict}>
              <input
                type="radio"
                name={`${question.key}-${part}-${criterion.id}-${step.id}`}
                checked={answer?.verdicts[part]?.[criterion.id] === step.id}
                disabled={readOnly}
                onChange={() => {
                  const of = sourceOf(question, parts, part)
                  onGesture({ does: 'judge', criterion: criterion.id, verdict: step.id, ...of })
                }}
              />
              {here && key && <KeyCap>{key}</KeyCap>}
              {!(here && key === step.name) && <span>{step.name}</span>}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function Preferred({
  question,
  answer,
  parts,
  is,
  active,
  onView,
  onGesture,
  readOnly,
  pointing,
}: Props & { is: View; pointing: RefObject<boolean> }) {
  const at = is.stops.indexOf('preferred')
  const here = active && is.at === at
  const rows = [
    ...solutionsOf(question, parts).map((part) => ({ part: part.name, title: part.title || part.name })),
    { part: null, title: shared.noneBetter },
  ]
  return (
    <fieldset
      className={styles.criterion}
      data-here={here || undefined}
      onFocus={() => {
        if (is.at !== at && !pointing.current) onView({ ...is, at, focus: null })
      }}
    >
      <legend className={styles.name}>{s.better}</legend>
      <div className={styles.verdicts} role="radiogroup" aria-label={s.better}>
        {rows.map(({ part, title }, i) => (
          <label key={part ?? ''} className={styles.verdict}>
            <input
              type="radio"
              name={`${question.key}-preferred-${String(i)}`}
              checked={answer?.preferred != null && answer.preferred.chosen === part}
              disabled={readOnly}
              onChange={() => {
                onGesture({ does: 'prefer', part })
              }}
            />
            {here && <KeyCap>{String(i + 1)}</KeyCap>}
            <span>{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Comments({ question, answer, parts, is, active, onGesture, readOnly }: Props & { is: View }) {
  const solutions = solutionsOf(question, parts)
  const titles = new Map(solutions.map((part) => [part.name, part.title || part.name]))
  const comments = answer?.comments ?? []
  const { lines, focus } = is
  const here = `${titles.get(lines.part) ?? ''} ${s.lines(lines.first, lines.last)}`
  return (
    <div className={styles.group}>
      <h3 className={styles.title}>{s.commentsTitle}</h3>
      <p className={styles.note}>{s.commentsHow}</p>
      <ol className={styles.comments}>
        {comments.map((remark, i) => (
          <Comment
            key={`${remark.part} ${String(remark.first)} ${String(remark.last)} ${String(i)}`}
            where={s.lines(remark.first, remark.last)}
            title={titles.get(remark.part) ?? remark.part}
            alone={solutions.length === 1}
            text={remark.text}
            readOnly={readOnly ?? false}
            asked={
              focus?.on === 'comment' &&
              remark.part === lines.part &&
              remark.first === lines.first &&
              remark.last === lines.last
                ? focus.asked
                : 0
            }
            onWrite={(text) => {
              onGesture({ does: 'write', at: i, text, ...sourceOf(question, parts, remark.part) })
            }}
            onDrop={() => {
              onGesture({ does: 'drop', at: i })
            }}
          />
        ))}
      </ol>
      <Button
        size="compact-sm"
        variant="default"
        style={{ justifySelf: 'start' }}
        disabled={readOnly}
        leftSection={active ? <KeyCap>{COMMENT}</KeyCap> : <IconPlus size={14} />}
        onClick={() => {
          const of = sourceOf(question, parts, lines.part)
          onGesture({ does: 'remark', first: lines.first, last: lines.last, ...of })
        }}
      >
        {s.add(here.trim())}
      </Button>
    </div>
  )
}

interface CommentProps {
  where: string
  title: string
  alone: boolean
  text: string
  asked: number
  readOnly: boolean
  onWrite: (text: string) => void
  onDrop: () => void
}

function Comment({ where, title, alone, text, asked, readOnly, onWrite, onDrop }: CommentProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [asked])
  return (
    <li className={styles.comment}>
      <span className={styles.where}>{alone ? where : `${title} · ${where}`}</span>
      <Textarea
        ref={field}
        aria-label={s.commentOn(where, title)}
        autosize
        minRows={1}
        maxRows={8}
        dir="auto"
        value={text}
        readOnly={readOnly}
        maxLength={5000}
        onChange={(event) => {
          onWrite(event.currentTarget.value)
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={s.drop(where)}
        disabled={readOnly}
        onClick={onDrop}
      >
        <IconX size={18} />
      </ActionIcon>
    </li>
  )
}

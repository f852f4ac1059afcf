import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import type { ItemDetail, Project } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { begin, redo, step, undo } from '@/kinds/history'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'
import { decimal, moment } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { useNotice } from '@/ui/Notices'
import { Parts } from '@/ui/Parts'
import { TroubleNote } from '@/ui/Trouble'
import { review as s } from '@/ui/strings/review'
import { choicesOf, consensusOf, decisionOf } from './choices'
import { QuestionOptions } from './QuestionOptions'
import styles from './Review.module.css'

interface BenchProps {
  project: Project
  form: Asked[]
  detail: ItemDetail
  gain: number
  onDone: () => void
}

/** One item with everybody's answers side by side; the reviewer's choice begins with the consensus. */
export function ReviewBench({ project, form, detail, gain, onDone }: BenchProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const consensus = useMemo(() => consensusOf(form, detail), [form, detail])
  const choices = useMemo(() => choicesOf(form, detail), [form, detail])
  const [history, setHistory] = useState(() => begin<Answers>(consensus))
  const [correcting, setCorrecting] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(0)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const bench = useRef<HTMLDivElement>(null)
  const answers = submitted(form, history.now)
  const asked = askedOf(form, history.now)
  const shown = choices.filter((choice) => asked.includes(choice.asked))
  const decision = decisionOf(answers, consensus, detail)
  const faults = formFaults(form, answers, detail.item.parts)
  const reasonFault = tried && decision !== 'accepted' && reason.trim() === ''

  const set = (key: string, answer: Json | null, joins = false) => {
    setHistory((before) => {
      const next = { ...before.now }
      if (answer === null) Reflect.deleteProperty(next, key)
      else next[key] = answer
      return sameAnswers(next, before.now) ? before : step(before, next, joins)
    })
  }
  const correct = (key: string, on: boolean) => {
    setCorrecting((before) => {
      const next = new Set(before)
      if (on) next.add(key)
      else next.delete(key)
      return next
    })
  }
  const save = useMutation({
    mutationFn: () =>
      calls.review(detail.item.id, {
        answers,
        form_version: project.form_version,
        reason: reason.trim(),
        seen: detail.reviews[0]?.id ?? null,
      }),
    onSuccess: (made) => {
      notice({ text: s.done[made.decision] })
      void client.invalidateQueries({ queryKey: ['items', detail.item.id] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'items'] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'quality'] })
      onDone()
    },
  })
  const decide = () => {
    setTried(true)
    if (decision !== 'accepted' && reason.trim() === '') {
      reasonField.current?.focus()
      return
    }
    if (faults.length === 0 && !save.isPending) save.mutate()
  }

  // A new item has the focus, so that keys work at once and a screen reader begins there.
  useEffect(() => {
    bench.current?.focus({ preventScroll: true })
  }, [])
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  useEffect(() => {
    keys.current = (event) => {
      const on = event.target instanceof HTMLElement ? event.target : null
      const ctrl = event.ctrlKey || event.metaKey
      if (event.defaultPrevented || event.isComposing || on?.closest('[role="dialog"], [role="menu"]')) return
      const act = (does: () => void) => {
        event.preventDefault()
        does()
      }
      if (ctrl && event.key === 'Enter') {
        act(decide)
        return
      }
      const writes = on?.closest(
        'textarea, input:not([type="radio"]):not([type="checkbox"]), [contenteditable]',
      )
      if (writes && event.key === 'Escape') act(() => bench.current?.focus())
      if (writes || event.altKey) return
      if (ctrl) {
        const low = event.key.toLowerCase()
        if (low === 'z')
          act(() => {
            setHistory(event.shiftKey ? redo : undo)
          })
        else if (low === 'y')
          act(() => {
            setHistory(redo)
          })
        return
      }
      const choice = shown[active]
      const key = choice?.asked.question.key ?? ''
      if (choice && !correcting.has(key) && /^[1-9]$/.test(event.key)) {
        const option = choice.options[Number(event.key) - 1]
        if (option)
          act(() => {
            set(key, option.answer)
          })
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (on?.closest('[data-correcting]')) return
        const to = active + (event.key === 'ArrowDown' ? 1 : -1)
        if (shown[to])
          act(() => {
            setActive(to)
          })
      } else if (event.key.toLowerCase() === 'e' && choice && !on?.closest('[data-correcting]'))
        act(() => {
          correct(key, !correcting.has(key))
        })
      else if (event.key.toLowerCase() === 'n' && !on?.closest('[data-correcting]')) act(onDone)
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      keys.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])

  const params = { projectId: String(project.id), itemId: String(detail.item.id) }
  return (
    <div className={styles.bench} ref={bench} tabIndex={-1}>
      <div className={styles.facts}>
        <Link to="/projects/$projectId/items/$itemId" params={params} className={styles.id}>
          {detail.item.external_id ?? `#${String(detail.item.id)}`}
        </Link>
        <span>{s.answers(detail.given.length)}</span>
        <span>{s.gain(decimal(gain))}</span>
      </div>
      <div className={styles.columns}>
        <section className={styles.material} aria-label={s.item}>
          <Parts parts={detail.item.parts} />
        </section>
        <section className={styles.decide} aria-label={s.decide}>
          {shown.map((choice, at) => {
            const { key } = choice.asked.question
            return (
              <QuestionOptions
                key={key}
                choice={choice}
                consensus={detail.consensus.find((made) => made.question === key)}
                parts={detail.item.parts}
                chosen={history.now[key] ?? null}
                active={at === active}
                alone={shown.length === 1}
                correcting={correcting.has(key)}
                fault={tried ? (faults.find((fault) => fault.where === key)?.what ?? null) : null}
                onActive={() => {
                  setActive(at)
                }}
                onChoose={(answer, joins) => {
                  set(key, answer, joins)
                }}
                onCorrect={(on) => {
                  correct(key, on)
                }}
              />
            )
          })}
          {detail.reviews.length > 0 && (
            <div>
              <h3 className={styles.small}>{s.earlier}</h3>
              {detail.reviews.map((made) => (
                <p key={made.id} className={styles.earlier}>
                  {s.said(made.person, s.done[made.decision], moment(made.at))}
                  {made.reason && <q>{made.reason}</q>}
                </p>
              ))}
            </div>
          )}
          <Textarea
            ref={reasonField}
            label={s.reason}
            description={s.reasonHint}
            required={decision !== 'accepted'}
            value={reason}
            maxLength={4000}
            autosize
            minRows={2}
            maxRows={8}
            error={reasonFault ? s.reasonMissing : undefined}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {save.error !== null && (
            <TroubleNote
              error={save.error}
              onRetry={() => void client.invalidateQueries({ queryKey: ['items', detail.item.id] })}
            />
          )}
          <div className={styles.actions}>
            <Button size="md" loading={save.isPending} onClick={decide} aria-keyshortcuts="Control+Enter">
              {s.does[decision]}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={onDone}
              aria-keyshortcuts="n"
              leftSection={<KeyCap quiet>n</KeyCap>}
            >
              {s.pass}
            </Button>
          </div>
          <p className={styles.hint}>{s.keys}</p>
        </section>
      </div>
    </div>
  )
}

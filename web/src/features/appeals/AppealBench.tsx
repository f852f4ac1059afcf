import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Appeal, Project } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { askedOf, type Asked } from '@/kinds/registry'
import { day } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { useNotice } from '@/ui/Notices'
import { Parts } from '@/ui/Parts'
import { TroubleNote } from '@/ui/Trouble'
import { appeals } from '@/ui/strings/appeals'
import styles from './Appeals.module.css'
import { Said } from './Said'
import { choicesOf, undisputed, verdictOf } from './deciding'

const s = appeals.deciding

/** Fields in which keys are letters. */
const WRITTEN_IN = 'textarea, select, input:not([type="radio"]):not([type="checkbox"]), [contenteditable]'

interface BenchProps {
  project: Project
  form: Asked[]
  appeal: Appeal
  onDone: () => void
}

/** One appeal: the item, what was said of it, and what is right. Nothing on it says whose appeal it is. */
export function AppealBench({ project, form, appeal, onDone }: BenchProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const bench = useRef<HTMLDivElement>(null)
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const choices = useMemo(() => choicesOf(form, appeal), [form, appeal])
  const [chosen, setChosen] = useState<Answers>(() => undisputed(choices))
  const [writing, setWriting] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      choices.findIndex((c) => !(c.asked.question.key in chosen)),
    ),
  )
  const [rule, setRule] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // Sent again after a lost connection, it is the same decision.
  const [sent] = useState(() => crypto.randomUUID())
  const { answers, upheld, faults } = verdictOf(form, appeal, chosen)
  const asked = askedOf(form, chosen)
  const shown = choices.filter((choice) => asked.includes(choice.asked))

  const choose = (key: string, answer: Json | null) => {
    setChosen((before) => {
      const next = { ...before }
      if (answer === null) Reflect.deleteProperty(next, key)
      else next[key] = answer
      return next
    })
  }
  const write = (key: string, on: boolean) => {
    setWriting((before) => {
      const next = new Set(before)
      if (on) next.add(key)
      else next.delete(key)
      return next
    })
  }
  const decide = async () => {
    setTried(true)
    if (saving || upheld === null || faults.length > 0) return
    if (reason.trim() === '') {
      reasonField.current?.focus()
      return
    }
    setSaving(true)
    setError(null)
    try {
      const body = {
        upheld,
        reason: reason.trim(),
        rule,
        standing: appeal.standing,
        answers: upheld ? answers : null,
      }
      await calls.decideAppeal(appeal.id, body, sent)
      notice({ text: upheld ? s.upheld : s.declined })
      void client.invalidateQueries({ queryKey: ['items', appeal.item_id] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'items'] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'quality'] })
      onDone()
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }

  // A new appeal has the focus, so that keys work at once and a screen reader begins there.
  useEffect(() => {
    bench.current?.focus({ preventScroll: true })
  }, [])
  const press = (event: KeyboardEvent) => {
    const on = event.target instanceof HTMLElement ? event.target : null
    if (event.defaultPrevented || event.isComposing || on?.closest('[role="dialog"], [role="menu"]')) return
    const does = doesOf(event, on)
    if (!does) return
    event.preventDefault()
    does()
  }
  const doesOf = (event: KeyboardEvent, on: HTMLElement | null): (() => void) | null => {
    if (event.ctrlKey || event.metaKey) return event.key === 'Enter' ? () => void decide() : null
    if (on?.closest(WRITTEN_IN)) return event.key === 'Escape' ? () => bench.current?.focus() : null
    if (event.altKey) return null
    const choice = shown[active]
    const key = choice?.asked.question.key ?? ''
    const low = event.key.toLowerCase()
    if (choice && !writing.has(key) && /^[1-9]$/.test(event.key)) {
      const option = choice.options[Number(event.key) - 1]
      return option
        ? () => {
            choose(key, option.answer)
          }
        : null
    }
    if (on?.closest('[data-writing]')) return null
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const at = active + (event.key === 'ArrowDown' ? 1 : -1)
      return shown[at]
        ? () => {
            setActive(at)
          }
        : null
    }
    if (low === 'e' && choice)
      return () => {
        write(key, !writing.has(key))
      }
    return low === 'n' ? onDone : null
  }
  const latest = useRef(press)
  useLayoutEffect(() => {
    latest.current = press
  })
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      latest.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])

  return (
    <div className={styles.bench} ref={bench} tabIndex={-1} role="group" aria-label={appeals.title}>
      <p className={styles.facts}>
        {appeals.against[appeal.against]} ·{' '}
        <time dateTime={appeal.due_at}>{appeals.due(day(appeal.due_at))}</time>
      </p>
      <div className={styles.columns}>
        <section className={styles.material} aria-label={s.item}>
          <Parts parts={appeal.parts} />
        </section>
        <section className={styles.decide} aria-label={s.decide}>
          <blockquote className={styles.words} data-appeals>
            <span className={styles.who}>{appeal.argument ? s.argument : s.noArgument}</span>
            {appeal.argument}
          </blockquote>
          {appeal.against !== 'score' && (
            <blockquote className={styles.words}>
              <span className={styles.who}>{appeal.reason ? s.reasonThen : s.noReasonThen}</span>
              {appeal.reason}
            </blockquote>
          )}
          {shown.map((choice, at) => {
            const { key } = choice.asked.question
            return (
              <Said
                key={key}
                choice={choice}
                parts={appeal.parts}
                chosen={chosen[key] ?? null}
                active={at === active}
                writing={writing.has(key)}
                missing={tried && !chosen[key]}
                fault={tried ? (faults.find((fault) => fault.where === key)?.what ?? null) : null}
                onActive={() => {
                  setActive(at)
                }}
                onChoose={(answer) => {
                  choose(key, answer)
                }}
                onWrite={(on) => {
                  write(key, on)
                }}
              />
            )
          })}
          <NativeSelect
            label={s.rule}
            value={rule}
            onChange={(event) => {
              setRule(event.currentTarget.value)
            }}
            data={[
              { value: '', label: s.noRule },
              ...appeal.rules.map((name) => ({ value: name, label: name })),
            ]}
          />
          <Textarea
            ref={reasonField}
            label={s.reason}
            description={s.reasonHint}
            required
            value={reason}
            maxLength={4000}
            autosize
            minRows={2}
            maxRows={8}
            error={tried && reason.trim() === '' ? s.missing.reason : undefined}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {error !== null && (
            <TroubleNote
              error={error}
              onRetry={() => void client.invalidateQueries({ queryKey: queries.appeal(appeal.id).queryKey })}
            />
          )}
          <div className={styles.actions}>
            <Button
              size="md"
              loading={saving}
              onClick={() => void decide()}
              aria-keyshortcuts="Control+Enter"
              disabled={upheld === null}
            >
              {upheld === false ? s.decline : s.uphold}
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
          {upheld === null && <p className={styles.small}>{s.missing.choice}</p>}
          <p className={styles.hint}>{s.keys}</p>
        </section>
      </div>
    </div>
  )
}

import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { Appeal, Project } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { Deciding } from '@/kinds/Deciding'
import { askedOf, drawsMarkdown, type Asked } from '@/kinds/registry'
import { Bench, Deeds, usePressed } from '@/ui/Bench'
import { day } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { useNotice } from '@/ui/Notices'
import { drawnTexts } from '@/ui/parts/turns'
import { Parts } from '@/ui/Parts'
import { WrittenSwitch } from '@/ui/prose/Prose'
import { Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { TroubleNote } from '@/ui/Trouble'
import { appeals } from '@/ui/strings/appeals'
import styles from './Appeals.module.css'
import { choicesOf, undisputed, verdictOf, type Option } from './deciding'

const s = appeals.deciding

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
  const markdown = drawsMarkdown(form)
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
  const [sent] = useState(newId)
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

  usePressed((press) => {
    if (press.ctrl) return press.key === 'Enter' ? () => void decide() : null
    if (press.writes) return press.key === 'Escape' ? () => bench.current?.focus() : null
    if (press.alt) return null
    const choice = shown[active]
    const key = choice?.asked.question.key ?? ''
    const low = press.key.toLowerCase()
    if (choice && !writing.has(key) && /^[1-9]$/.test(press.key)) {
      const option = choice.options[Number(press.key) - 1]
      return option
        ? () => {
            choose(key, option.answer)
          }
        : null
    }
    if (press.edits) return null
    if (press.key === 'ArrowDown' || press.key === 'ArrowUp') {
      const at = active + (press.key === 'ArrowDown' ? 1 : -1)
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
  })

  return (
    <Bench
      ref={bench}
      label={appeals.title}
      facts={
        <span className={styles.facts}>
          {appeals.against[appeal.against]} ·{' '}
          <time dateTime={appeal.due_on}>{appeals.due(day(appeal.due_on))}</time>
        </span>
      }
      material={
        <>
          <WrittenSwitch texts={drawnTexts(appeal.parts, markdown)} />
          <Parts parts={appeal.parts} markdown={markdown} />
        </>
      }
      words={s}
    >
      <Words who={appeal.argument ? s.argument : s.noArgument} counts>
        {appeal.argument}
      </Words>
      {appeal.against !== 'score' && (
        <Words who={appeal.reason ? s.reasonThen : s.noReasonThen}>{appeal.reason}</Words>
      )}
      {shown.map((choice, at) => {
        const { key } = choice.asked.question
        const fault = faults.find(({ where }) => where === key)?.what
        return (
          <Deciding
            key={key}
            asked={choice.asked}
            options={choice.options.map((option) => ({ answer: option.answer, about: saidBy(option) }))}
            parts={appeal.parts}
            chosen={chosen[key] ?? null}
            active={at === active}
            alone={shown.length === 1}
            writing={writing.has(key)}
            fault={tried ? (fault ?? (chosen[key] ? null : s.missing.choice)) : null}
            words={{ write: s.else, back: s.back }}
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
        data={[{ value: '', label: s.noRule }, ...appeal.rules.map((name) => ({ value: name, label: name }))]}
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
      <Deeds>
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
      </Deeds>
      {upheld === null && <p className={said.small}>{s.missing.choice}</p>}
    </Bench>
  )
}

function saidBy({ decided, appealed, others }: Option): string {
  return [decided && s.decided, appealed && s.appealed, others > 0 && s.others(others)]
    .filter((word) => word !== false)
    .join(' · ')
}

import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { calls } from '@/api/calls'
import type { ItemDetail, Project } from '@/api/types'
import { drawsMarkdown, type Asked } from '@/kinds/registry'
import { useMachine } from '@/machine/useMachine'
import { Bench, Deeds, usePressed } from '@/ui/Bench'
import { day, decimal } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { useNotice } from '@/ui/Notices'
import { drawnTexts } from '@/ui/parts/turns'
import { Parts } from '@/ui/Parts'
import { WrittenSwitch } from '@/ui/prose/Prose'
import said from '@/ui/Said.module.css'
import { TroubleNote } from '@/ui/Trouble'
import { review as s } from '@/ui/strings/review'
import {
  openReview,
  pressed,
  review,
  shownOf,
  verdictOf,
  type ReviewEffect,
  type ReviewEvent,
} from './decision'
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
  const markdown = drawsMarkdown(form)
  const notice = useNotice()
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const bench = useRef<HTMLDivElement>(null)
  const save = async ({ body }: Extract<ReviewEffect, { do: 'save' }>): Promise<ReviewEvent> => {
    try {
      const { decision } = await calls.review(detail.item.id, body)
      void client.invalidateQueries({ queryKey: ['items', detail.item.id] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'items'] })
      void client.invalidateQueries({ queryKey: ['projects', project.id, 'quality'] })
      return { is: 'saved', decision }
    } catch (error) {
      return { is: 'failed', error }
    }
  }
  const [state, tell] = useMachine(
    () => openReview(form, project.form_version, detail),
    review,
    (effect, told) => {
      switch (effect.do) {
        case 'save':
          void save(effect).then(told)
          return
        case 'say':
          notice({ text: s.done[effect.decision] })
          return
        case 'focus':
          ;(effect.on === 'reason' ? reasonField : bench).current?.focus()
          return
        case 'done':
          onDone()
      }
    },
  )
  useEffect(() => {
    tell({ is: 'read-again', detail })
  }, [detail, tell])
  const { active, correcting, reason, tried } = state
  const shown = shownOf(state)
  const { decision, faults, unreasoned } = verdictOf(state)

  usePressed((press) => {
    const does = pressed(state, press)
    return (
      does &&
      (() => {
        tell(does)
      })
    )
  })
  const params = { projectId: String(project.id), itemId: String(detail.item.id) }
  return (
    <Bench
      ref={bench}
      label={s.title}
      facts={
        <>
          <Link to="/projects/$projectId/items/$itemId" params={params} className={styles.id}>
            {detail.item.external_id ?? `#${String(detail.item.id)}`}
          </Link>
          <span>{s.answers(detail.given.length)}</span>
          <span>{s.gain(decimal(gain))}</span>
        </>
      }
      material={
        <>
          <WrittenSwitch texts={drawnTexts(detail.item.parts, markdown)} />
          <Parts parts={detail.item.parts} markdown={markdown} />
        </>
      }
      words={s}
    >
      {shown.map((choice, at) => {
        const { key } = choice.asked.question
        return (
          <QuestionOptions
            key={key}
            choice={choice}
            consensus={detail.consensus.find((made) => made.question === key)}
            parts={detail.item.parts}
            chosen={state.history.now[key] ?? null}
            active={at === active}
            alone={shown.length === 1}
            correcting={correcting.has(key)}
            fault={tried ? (faults.find((fault) => fault.where === key)?.what ?? null) : null}
            onActive={() => {
              tell({ is: 'active', at })
            }}
            onChoose={(answer, joins) => {
              tell({ is: 'chosen', key, answer, joins })
            }}
            onCorrect={(on) => {
              tell({ is: 'corrects', key, on })
            }}
          />
        )
      })}
      {detail.reviews.length > 0 && (
        <div>
          <h3 className={said.small}>{s.earlier}</h3>
          {detail.reviews.map((made) => (
            <p key={made.id} className={styles.earlier}>
              {s.said(made.person, s.done[made.decision], day(made.on))}
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
        error={tried && unreasoned ? s.reasonMissing : undefined}
        onChange={(event) => {
          tell({ is: 'reason', reason: event.currentTarget.value })
        }}
      />
      {state.error !== null && (
        <TroubleNote
          error={state.error}
          onRetry={() => void client.invalidateQueries({ queryKey: ['items', detail.item.id] })}
        />
      )}
      <Deeds>
        <Button
          size="md"
          loading={state.saving}
          onClick={() => {
            tell({ is: 'decided' })
          }}
          aria-keyshortcuts="Control+Enter"
        >
          {s.does[decision]}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            tell({ is: 'passed' })
          }}
          aria-keyshortcuts="n"
          leftSection={<KeyCap quiet>n</KeyCap>}
        >
          {s.pass}
        </Button>
      </Deeds>
    </Bench>
  )
}

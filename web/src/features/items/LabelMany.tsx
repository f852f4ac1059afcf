import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { Bulk, BulkWhich, Project } from '@/api/types'
import { Answering } from '@/kinds/Answering'
import type { Answers } from '@/kinds/contract'
import { Formed } from '@/kinds/Formed'
import { askedOf, formFaults, submitted, type Asked } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { TroubleNote } from '@/ui/Trouble'
import { bulk as s } from '@/ui/strings/bulk'
import { general } from '@/ui/strings/general'
import styles from './Items.module.css'

interface LabelManyProps {
  project: Project
  which: BulkWhich
  onDone: (made: Bulk) => void
  onClose: () => void
}

/** The same answers to many items: what they are, how many take them, and which are passed over and why. */
export function LabelMany(props: LabelManyProps) {
  return <Formed questions={props.project.questions}>{(form) => <Ways {...props} form={form} />}</Formed>
}

function Ways({ project, form, which, onDone, onClose }: FormProps) {
  const asked = form.filter(({ kind }) => kind?.inBulk)
  const others = form.filter((one) => !asked.includes(one))
  const required = others.filter(({ question }) => question.required && question.when === null)
  const titles = (of: Asked[]) => of.map(({ question }) => `“${question.title}”`).join(', ')
  if (asked.length === 0 || required.length > 0)
    return (
      <Dialog title={s.impossible} onClose={onClose}>
        <Text size="sm">{s.impossibleWhy(titles(required.length > 0 ? required : others))}</Text>
      </Dialog>
    )
  return (
    <Dialog title={s.title} onClose={onClose}>
      {others.length > 0 && (
        <Text size="sm" c="dimmed" mb="md">
          {s.leftOut(titles(others))}
        </Text>
      )}
      <Form form={asked} project={project} which={which} onDone={onDone} onClose={onClose} />
    </Dialog>
  )
}

interface FormProps extends LabelManyProps {
  form: Asked[]
}

function Form({ form, project, which, onDone, onClose }: FormProps) {
  const client = useQueryClient()
  const [answers, setAnswers] = useState<Answers>({})
  const [active, setActive] = useState(0)
  // The same answers sent again under their key go on where they broke off; other answers are another batch.
  const key = useRef(newId())
  const counted = useQuery(queries.bulkCount(project.id, which))
  const send = useMutation({
    mutationFn: () =>
      calls.labelMany(
        project.id,
        { ...which, answers: submitted(form, answers), form_version: project.form_version },
        key.current,
      ),
    onSuccess: onDone,
    onError: () => client.invalidateQueries({ queryKey: queries.bulks(project.id).queryKey }),
  })
  const taken = counted.data?.taken ?? 0
  const shown = askedOf(form, answers).filter(({ kind }) => kind !== undefined)
  const act = ({ question, kind }: (typeof shown)[number], gesture: unknown) => {
    if (!kind) return
    key.current = newId()
    setAnswers((before) => {
      const had = kind.readAnswer(question, before[question.key])
      const is = kind.reduce(question, had, gesture)
      const next = { ...before }
      if (is === null) Reflect.deleteProperty(next, question.key)
      else next[question.key] = is
      return next
    })
  }
  const room = useRef<HTMLFormElement>(null)
  const latest = useRef((event: KeyboardEvent) => void event)
  useEffect(() => {
    latest.current = (event) => {
      const asked = shown[active]
      const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
      // Enter, Space and arrows belong to the control that has the focus.
      if (!asked?.kind || !bare || event.key.length !== 1 || event.key === ' ' || send.isPending) return
      const gesture = asked.kind.gestureOf(asked.question, event.key, null)
      if (gesture == null) return
      event.preventDefault()
      act(asked, gesture)
    }
  })
  // On the whole dialog: when it opens, the focus is not in the form yet.
  useEffect(() => {
    const dialog = room.current?.closest('dialog')
    const onKey = (event: KeyboardEvent) => {
      latest.current(event)
    }
    dialog?.addEventListener('keydown', onKey)
    return () => dialog?.removeEventListener('keydown', onKey)
  }, [])
  const ready = taken > 0 && Object.keys(answers).length > 0 && formFaults(form, answers).length === 0
  return (
    <form
      ref={room}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !send.isPending) send.mutate()
      }}
    >
      <Stack gap="lg">
        {shown.map((asked, i) => {
          const { question, kind } = asked
          if (!kind) return null
          return (
            <section
              key={question.key}
              aria-label={question.title}
              onFocus={() => {
                setActive(i)
              }}
            >
              <Text fw={600} size="sm" mb={6}>
                {question.title}
              </Text>
              <Answering
                kind={kind}
                question={question}
                parts={[]}
                answer={kind.readAnswer(question, answers[question.key])}
                active={i === active}
                readOnly={send.isPending}
                onGesture={(gesture) => {
                  act(asked, gesture)
                }}
              />
            </section>
          )
        })}
        <div className={styles.counted} role="status">
          {counted.isPending && <Loader size="xs" type="dots" aria-label={s.counting} />}
          {counted.data && <Counted {...counted.data} />}
        </div>
        {counted.error && <TroubleNote error={counted.error} onRetry={() => void counted.refetch()} />}
        <Text size="xs" c="dimmed">
          {send.isPending ? s.doing : s.note}
        </Text>
        {send.error && <TroubleNote error={send.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={!ready}>
            {s.does(count(taken), taken === 1)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Counted({ taken, skipped }: { taken: number; skipped: Record<string, number> }) {
  const passed = Object.entries(skipped).sort(([, a], [, b]) => b - a)
  const all = passed.reduce((sum, [, n]) => sum + n, 0)
  return (
    <>
      <strong>{taken > 0 ? s.takes(count(taken), taken === 1) : s.takesNone}</strong>
      {all > 0 && (
        <>
          <p className={styles.passed}>{s.passes(count(all), all === 1)}</p>
          <ul className={styles.reasons}>
            {passed.map(([reason, n]) => (
              <li key={reason}>
                {count(n)} {s.because[reason] ?? reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import { Refused } from '@/api/http'
import { queries } from '@/api/queries'
import { useMe } from '@/api/session'
import type { Attempt } from '@/api/types'
import { Answering } from '@/kinds/Answering'
import type { Answers } from '@/kinds/contract'
import { askedOf, drawsMarkdown, fitting, formFaults, submitted, type Asked } from '@/kinds/registry'
import { Asking } from '@/ui/Asking'
import { Bench, Deeds, usePressed } from '@/ui/Bench'
import { count } from '@/ui/format'
import { MarkdownText } from '@/ui/MarkdownText'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Parts } from '@/ui/Parts'
import { applying } from '@/ui/strings/applying'
import { assessments as s } from '@/ui/strings/assessments'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Assessments.module.css'
import { Saver, type SaveMark } from './saver'

interface Props {
  attempt: Attempt
  form: Asked[]
  onHandedIn: () => void
}

/** The items of an attempt, one by one, in any order: saved at every step. */
export function AttemptBench({ attempt, form, onHandedIn }: Props) {
  const client = useQueryClient()
  const notice = useNotice()
  const who = useMe()
  const [answers, setAnswers] = useState(
    () => new Map(attempt.items.map((one) => [one.place, fitting(form, one.answers).fits])),
  )
  const done = (place: number, parts: (typeof attempt.items)[number]['parts']) =>
    formFaults(form, answers.get(place) ?? {}, parts).length === 0
  const missing = attempt.items.filter((one) => !done(one.place, one.parts))
  const [at, setAt] = useState(() => missing[0]?.place ?? 1)
  const [active, setActive] = useState(0)
  const [mark, setMark] = useState<SaveMark>({ is: 'saved' })
  const bench = useRef<HTMLDivElement>(null)
  const saver = useRef<Saver | null>(null)

  useLayoutEffect(() => {
    const made = new Saver(
      attempt.items,
      (place, saved, revision) => assessing.saveAttempt(attempt.id, place, saved, revision),
      (next) => {
        setMark(next)
        // Another window went on, or handed in: what holds is read again.
        if (next.is === 'failed' && next.error instanceof Refused && next.error.status === 409) {
          notice({ text: s.newer })
          void client.invalidateQueries({ queryKey: assessingQueries.attempt(attempt.id).queryKey })
        }
      },
    )
    saver.current = made
    const current = new Map(attempt.items.map((one) => [one.place, fitting(form, one.answers).fits]))
    setAnswers(current)
    const back = () => void made.now()
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('online', back)
    }
  }, [attempt, client, form, notice])
  useEffect(() => {
    bench.current?.focus({ preventScroll: true })
  }, [at])

  const item = attempt.items.find((one) => one.place === at) ?? attempt.items[0]
  const last = attempt.items.at(-1)?.place ?? 1
  const go = (place: number) => {
    setAt(place)
    setActive(0)
  }
  const given = answers.get(at) ?? {}
  const asked = askedOf(form, given)
  const change = (next: Answers) => {
    setAnswers((before) => new Map(before).set(at, next))
    saver.current?.change(at, submitted(form, next))
  }
  const act = ({ kind, question }: Asked, gesture: unknown) => {
    if (!kind) return
    const next = { ...given }
    const is = kind.reduce(question, kind.readAnswer(question, given[question.key]), gesture)
    if (is === null) Reflect.deleteProperty(next, question.key)
    else next[question.key] = is
    change(next)
  }
  usePressed(({ key, ctrl, alt, writes, edits }) => {
    if (ctrl && key === 'Enter' && at < last)
      return () => {
        go(at + 1)
      }
    // Enter, Space and arrows belong to the control that has the focus.
    if (ctrl || alt || writes || edits || key.length !== 1 || key === ' ') return null
    const order = [...asked.slice(active), ...asked.slice(0, active)]
    for (const one of order) {
      const gesture = one.kind?.gestureOf(one.question, key, null, item?.parts)
      if (gesture != null)
        return () => {
          act(one, gesture)
        }
    }
    return null
  })
  if (!item) return null
  const staged = new Set(form.flatMap(({ kind, question }) => kind?.staged?.(question, item.parts) ?? []))
  const markdown = drawsMarkdown(form)
  const handIn = async () => {
    await saver.current?.now()
    if (!saver.current?.isSaved) return
    const result = await assessing.handIn(attempt.id)
    onHandedIn()
    client.setQueryData(assessingQueries.attempt(attempt.id).queryKey, result)
    void client.invalidateQueries({ queryKey: assessingQueries.offers().queryKey })
    void client.invalidateQueries({ queryKey: ['my-qualifications'] })
    if (who.role !== 'applicant') return
    // Passing may have admitted them, by the rule of the public page: they are somebody else from now on.
    void client.invalidateQueries({ queryKey: ['my-application'] })
    const now = await client.fetchQuery({ ...queries.session(), staleTime: 0 })
    if (now && now.role !== 'applicant') notice({ text: applying.told.admitted })
  }
  return (
    <>
      <nav aria-label={s.places}>
        <ol className={styles.places}>
          {attempt.items.map((one) => (
            <li key={one.place}>
              <button
                type="button"
                className={styles.place}
                data-answered={done(one.place, one.parts) || undefined}
                aria-current={one.place === at ? 'step' : undefined}
                aria-label={s.placeNamed(count(one.place), done(one.place, one.parts))}
                onClick={() => {
                  go(one.place)
                }}
              >
                {count(one.place)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <Bench
        ref={bench}
        label={s.place(count(at), count(attempt.items.length))}
        facts={
          <>
            <span>{s.place(count(at), count(attempt.items.length))}</span>
            <span role="status">
              {mark.is === 'saved' ? s.saved : mark.is === 'saving' ? s.saving : s.notSaved}
            </span>
          </>
        }
        material={
          <Parts
            parts={item.parts.filter((part) => !staged.has(part.name))}
            titled={item.parts.length > 1}
            markdown={markdown}
          />
        }
        words={{ item: s.material, decide: s.questions, keys: s.keys }}
      >
        {asked.map((one, i) => {
          const { question, kind } = one
          return (
            <section
              key={`${String(item.place)} ${question.key}`}
              className={styles.question}
              aria-label={question.title}
              onFocusCapture={() => {
                setActive(i)
              }}
              onPointerDownCapture={() => {
                setActive(i)
              }}
            >
              <h2>
                <bdi>{question.title}</bdi>
              </h2>
              {question.help && <p className={styles.help}>{question.help}</p>}
              {kind && (
                <Answering
                  kind={kind}
                  question={question}
                  parts={item.parts}
                  answer={kind.readAnswer(question, given[question.key])}
                  active={i === active}
                  seed={`${String(attempt.id)} ${String(item.place)}`}
                  onGesture={(gesture) => {
                    act(one, gesture)
                  }}
                />
              )}
            </section>
          )
        })}
        {mark.is === 'failed' && <TroubleNote error={mark.error} onRetry={() => void saver.current?.now()} />}
        <Deeds>
          {at > 1 && (
            <Button
              variant="default"
              onClick={() => {
                go(at - 1)
              }}
            >
              {s.back}
            </Button>
          )}
          {at < last && (
            <Button
              variant={missing.length > 0 ? 'filled' : 'default'}
              aria-keyshortcuts="Control+Enter"
              onClick={() => {
                go(at + 1)
              }}
            >
              {s.next}
            </Button>
          )}
          {missing.length === 0 ? (
            <Asking
              label={s.handIn}
              title={s.handInTitle}
              explains={s.handInExplains}
              button={{ variant: 'filled' }}
              does={handIn}
            />
          ) : (
            <p className={styles.small}>{s.missing(count(missing.length), missing.length === 1)}</p>
          )}
        </Deeds>
      </Bench>
      {attempt.guideline.trim() !== '' && (
        <Group mt="xl" grow>
          <Panel title={s.guideline}>
            <MarkdownText text={attempt.guideline} />
          </Panel>
        </Group>
      )}
    </>
  )
}

import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Claim, Project } from '@/api/types'
import type { Answers, Fault } from '@/kinds/contract'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { moment } from '@/ui/format'
import { TroubleNote } from '@/ui/Trouble'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import { Actions } from './Actions'
import { Conflict } from './Conflict'
import { DeskBar } from './DeskBar'
import styles from './DeskPage.module.css'
import { GuidelinePanel } from './GuidelinePanel'
import { Material, Staged } from './Material'
import { whose } from './keys'
import { QuestionCard } from './QuestionCard'
import { Suggestions } from './Suggestions'
import { useAnswers, type Opened } from './useAnswers'
import { Dialogs } from './Dialogs'
import { useKeys } from './useKeys'
import { useStable } from './useStable'
import { useGuidelineOpen, useKeyWishes } from './wishes'

interface BenchProps {
  project: Project
  form: Asked[]
  claim: Claim
  opened: Opened
  busy: boolean
  error: unknown
  onSubmit: (answers: Answers, prediction: number | null) => Promise<boolean>
  onSkip: (reason: string) => Promise<boolean>
  onFlag: (note: string) => Promise<void>
  onPrevious: () => Promise<void>
  onBack: () => void
  onReload: () => void
}

export function WorkBench(props: BenchProps) {
  const { project, claim, opened, busy, error } = props
  const correcting = claim.annotation !== null
  const open = claim.state === 'live' || claim.state === 'expired' || correcting
  const work = useAnswers(claim, props.form, opened)
  const keys = askedOf(props.form, work.answers).map(({ question }) => question.key)
  const asked = keys.join(' ')
  // The same list as long as the same questions are asked: most answers change nothing about that.
  const form = useMemo(
    () => props.form.filter(({ question }) => asked.split(' ').includes(question.key)),
    [asked, props.form],
  )
  const [views, setViews] = useState<Record<string, unknown>>({})
  const openings = useMemo(
    () =>
      Object.fromEntries(
        props.form.map(({ question, kind }) => [
          question.key,
          kind?.opening?.(question, claim.item.parts, `${String(claim.id)}:${question.key}`) ?? null,
        ]),
      ),
    [claim, props.form],
  )
  const viewOf = (key: string): unknown => (key in views ? views[key] : openings[key]) ?? null
  const setView = useStable((key: string, view: unknown) => {
    setViews((before) => ({ ...before, [key]: view }))
  })
  const [active, setActive] = useState(0)
  const [tried, setTried] = useState(false)
  const [dialog, setDialog] = useState<'skip' | 'flag' | 'help' | null>(null)
  const [accepted, setAccepted] = useState<number | null>(null)
  const [wishes, setWishes] = useKeyWishes()
  const [beside, setBeside] = useGuidelineOpen(project.id)
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false })
  const [drawer, setDrawer] = useState(false)
  const cards = useRef<(HTMLElement | null)[]>([])
  const material = useRef<HTMLElement>(null)
  const faults = useMemo(
    () => (tried ? formFaults(form, work.answers, claim.item.parts) : NONE),
    [claim, form, tried, work.answers],
  )
  const hasGuideline = project.guideline.markdown.trim() !== ''

  // A new item has the focus, so that a screen reader begins there and keys work at once.
  useEffect(() => {
    material.current?.focus({ preventScroll: true })
  }, [])

  const gesture = useStable((at: number, made: unknown, byKey = false) => {
    if (!open || busy) return
    setActive(at)
    const asked = form[at]
    if (asked) {
      const { question, kind } = asked
      const { key } = question
      work.gesture(key, made)
      const before = kind?.readAnswer(question, work.answers[key]) ?? null
      if (kind?.follow)
        setViews((all) => ({
          ...all,
          [key]: kind.follow?.(question, before, made, key in all ? all[key] : openings[key]),
        }))
    }
    if (!byKey || !asked?.kind?.single(asked.question)) return
    // One answered: the next one without an answer is next.
    const next = form.findIndex((other, i) => i > at && work.answers[other.question.key] === undefined)
    const following = form[next]
    if (following === undefined) return
    setActive(next)
    if (following.kind?.keys(following.question).length === 0 && following.question.required)
      cards.current[next]?.querySelector<HTMLElement>('textarea, input')?.focus()
  })

  const submit = useStable(async () => {
    if (!open || busy || work.mark.is === 'conflict') return
    setTried(true)
    const [first] = formFaults(form, work.answers, claim.item.parts)
    if (first) {
      const at = form.findIndex((asked) => asked.question.key === first.where)
      setActive(at)
      // Where the work lies in the material, the first field beside it is no better place than the hand's own.
      const card = cards.current[at]
      const fields = (of: string) => card?.querySelector<HTMLElement>(`${of} input, ${of} textarea`)
      if (!form[at]?.kind?.Stage) (fields('[data-next]') ?? fields(''))?.focus()
      return
    }
    const answers = submitted(form, work.answers)
    const prediction = claim.predictions.find(
      (made) => made.id === accepted && sameAnswers(made.answers, answers),
    )
    work.keeper?.pause()
    if (!(await props.onSubmit(answers, prediction?.id ?? null))) work.keeper?.go()
  })

  useKeys({
    form,
    active,
    wishes,
    enabled: dialog === null && !drawer,
    run: (command) => {
      switch (command.does) {
        case 'choose': {
          const asked = form[command.question]
          if (!asked?.kind) return
          const { kind, question } = asked
          const { parts } = claim.item
          const view = viewOf(question.key)
          const made = kind.gestureOf(question, command.key, view, parts)
          const after = kind.viewOf?.(question, command.key, view, parts)
          setActive(command.question)
          if (made != null) gesture(command.question, made, true)
          else if (after !== undefined) setView(question.key, after)
          return
        }
        case 'submit':
          void submit()
          return
        case 'undo':
          work.undo()
          return
        case 'redo':
          work.redo()
          return
        case 'previous':
          void props.onPrevious()
          return
        case 'guideline':
          if (!hasGuideline) return
          // Drawn before anything else happens, so that the very next key is written into its field.
          flushSync(() => {
            if (wide) setBeside(true)
            else setDrawer(true)
          })
          document.getElementById('guideline-search')?.focus()
          return
        case 'leave-text':
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
          return
        case 'skip':
          if (!correcting) setDialog('skip')
          return
        case 'flag':
        case 'help':
          setDialog(command.does)
      }
    },
  })

  const hideGuideline = useStable(() => {
    setBeside(false)
    setDrawer(false)
  })
  const guideline = <Guideline guideline={project.guideline} onClose={hideGuideline} />
  const showBeside = wide && beside && hasGuideline
  const call = {
    help: useStable(() => {
      setDialog('help')
    }),
    skip: useStable(() => {
      setDialog('skip')
    }),
    flag: useStable(() => {
      setDialog('flag')
    }),
    guideline: useStable(() => {
      if (wide) setBeside(!beside)
      else setDrawer(true)
    }),
    previous: useStable(() => void props.onPrevious()),
    submit: useStable(() => void submit()),
  }
  const place = useStable((at: number, element: HTMLElement | null) => {
    cards.current[at] = element
  })
  return (
    <div className={styles.desk}>
      <DeskBar
        project={project}
        mark={work.mark}
        correcting={correcting}
        canUndo={work.canUndo}
        canRedo={work.canRedo}
        guideline={hasGuideline ? showBeside : null}
        onUndo={work.undo}
        onRedo={work.redo}
        onHelp={call.help}
        onGuideline={call.guideline}
      />

      <main className={styles.bench} data-guideline={showBeside || undefined}>
        <h1 className={styles.hidden}>{s.title(project.name)}</h1>
        {showBeside && <div className={styles.guideline}>{guideline}</div>}
        <section className={styles.material} ref={material} tabIndex={-1} aria-label={s.item}>
          {correcting && claim.annotation && (
            <div className={styles.looking} role="status">
              <span>{s.looking.title(moment(claim.annotation.submitted_at))}</span>
              <Button size="xs" variant="default" onClick={props.onBack}>
                {s.looking.back}
              </Button>
            </div>
          )}
          <p className={styles.purpose}>
            <span className={styles.why}>{s.why}</span> {project.purpose}
          </p>
          <Material
            parts={claim.item.parts}
            form={form}
            active={active}
            draw={(asked, at) => (
              <Staged
                asked={asked}
                at={at}
                answer={work.answers[asked.question.key] ?? null}
                parts={claim.item.parts}
                view={viewOf(asked.question.key)}
                active={at === active}
                readOnly={!open}
                onView={setView}
                onGesture={gesture}
              />
            )}
          />
          <Metadata data={claim.item.metadata} />
        </section>

        <section className={styles.questions} aria-label={s.questions}>
          <div className={styles.scroll}>
            {work.mark.is === 'conflict' && (
              <Conflict
                form={props.form}
                mine={work.answers}
                theirs={work.mark.theirs}
                onChoose={(answers) => {
                  if (work.mark.is === 'conflict') work.resolve(answers, work.mark.theirs)
                }}
              />
            )}
            {opened.lost.length > 0 && (
              <div className={styles.looking} role="status">
                <span>
                  <strong>{s.refitted.title}</strong> {s.refitted.lost(opened.lost.join(', '))}
                </span>
              </div>
            )}
            {work.inHand && (
              <div className={styles.looking} role="status">
                <span>{s.inHand(claim.in_hand ? moment(claim.expires_at) : null)}</span>
              </div>
            )}
            {!open && <p className={styles.closed}>{s.notEditable}</p>}
            <Suggestions
              claim={claim}
              form={props.form}
              answers={work.answers}
              viewOf={viewOf}
              onUse={(prediction, answers) => {
                setAccepted(prediction)
                work.replace(answers)
              }}
            />
            {form.map((asked, at) => (
              <QuestionCard
                key={asked.question.key}
                asked={asked}
                at={at}
                answer={work.answers[asked.question.key] ?? null}
                active={at === active}
                alone={form.length === 1}
                reached={
                  wishes.single &&
                  (asked.kind?.keys(asked.question).every(({ key }) => whose(form, active, key) === at) ??
                    false)
                }
                readOnly={!open}
                fault={tried ? (faults.find((f) => f.where === asked.question.key)?.what ?? null) : null}
                parts={claim.item.parts}
                view={viewOf(asked.question.key)}
                place={place}
                onActive={setActive}
                onView={setView}
                onGesture={gesture}
              />
            ))}
            {error !== null && <TroubleNote error={error} />}
            {work.mark.is === 'refused' && error === null && (
              <TroubleNote error={work.mark.why} onRetry={props.onReload} />
            )}
          </div>
          <Actions
            correcting={correcting}
            open={open}
            busy={busy}
            held={work.mark.is === 'conflict'}
            wide={wide}
            wishes={wishes}
            onSubmit={call.submit}
            onPrevious={call.previous}
            onSkip={call.skip}
            onFlag={call.flag}
          />
        </section>
      </main>

      {drawer && !wide && (
        <Dialog low label={s.guideline} onClose={hideGuideline}>
          {guideline}
        </Dialog>
      )}
      <Dialogs
        open={dialog}
        onClose={() => {
          setDialog(null)
        }}
        onSkip={async (reason) => {
          work.keeper?.pause()
          if (!(await props.onSkip(reason))) work.keeper?.go()
        }}
        onFlag={props.onFlag}
        form={form}
        wishes={wishes}
        onWishes={setWishes}
      />
    </div>
  )
}

const NONE: Fault[] = []

/** Long guidelines are not read again for every key. */
const Guideline = memo(GuidelinePanel)

const Metadata = memo(function Metadata({ data }: { data: Record<string, unknown> }) {
  const rows = Object.entries(data)
  if (rows.length === 0) return null
  return (
    <details className={styles.metadata}>
      <summary>{general.metadata}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
})

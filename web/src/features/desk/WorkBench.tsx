import { ActionIcon, Button, Drawer, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconBook2,
  IconKeyboard,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Claim, Project } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'
import { moment } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { TroubleNote } from '@/ui/Trouble'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import { Conflict } from './Conflict'
import styles from './DeskPage.module.css'
import { FlagDialog, HelpDialog, SkipDialog } from './Dialogs'
import { GuidelinePanel } from './GuidelinePanel'
import { Material } from './Material'
import { OWN, whose } from './keys'
import { QuestionCard } from './QuestionCard'
import { SavedMark } from './SavedMark'
import { Suggestions } from './Suggestions'
import { useAnswers, type Opened } from './useAnswers'
import { useKeys } from './useKeys'
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
  const form = useMemo(() => askedOf(props.form, work.answers), [props.form, work.answers])
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
  const faults = formFaults(form, work.answers, claim.item.parts)
  const hasGuideline = project.guideline.markdown.trim() !== ''

  // A new item has the focus, so that a screen reader begins there and keys work at once.
  useEffect(() => {
    material.current?.focus({ preventScroll: true })
  }, [])

  const gesture = useCallback(
    (at: number, made: unknown, byKey: boolean) => {
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
    },
    [busy, form, open, openings, work],
  )

  const submit = useCallback(async () => {
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
  }, [accepted, busy, claim, form, open, props, work])

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
          else if (after !== undefined) setViews((before) => ({ ...before, [question.key]: after }))
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

  const guideline = (
    <GuidelinePanel
      guideline={project.guideline}
      onClose={() => {
        setBeside(false)
        setDrawer(false)
      }}
    />
  )
  const showBeside = wide && beside && hasGuideline
  return (
    <div className={styles.desk}>
      <header className={styles.bar}>
        <Link to="/projects/$projectId" params={{ projectId: String(project.id) }} className={styles.leave}>
          <IconArrowLeft size={18} aria-hidden />
          <span className={styles.name}>{project.name}</span>
        </Link>
        <SavedMark mark={work.mark} correcting={correcting} />
        <div className={styles.tools}>
          <Tool
            label={s.undo}
            disabled={!work.canUndo}
            onClick={work.undo}
            icon={<IconArrowBackUp size={20} />}
          />
          <Tool
            label={s.redo}
            disabled={!work.canRedo}
            onClick={work.redo}
            icon={<IconArrowForwardUp size={20} />}
          />
          <Tool
            label={s.keys}
            wideOnly
            onClick={() => {
              setDialog('help')
            }}
            icon={<IconKeyboard size={20} />}
          />
          {hasGuideline && (
            <Tool
              label={showBeside ? s.hideGuideline : s.showGuideline}
              pressed={showBeside}
              onClick={() => {
                if (wide) setBeside(!beside)
                else setDrawer(true)
              }}
              icon={<IconBook2 size={20} />}
            />
          )}
        </div>
      </header>

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
            draw={(asked, at) => {
              const { kind, question } = asked
              return (
                kind?.Stage && (
                  <kind.Stage
                    question={question}
                    answer={kind.readAnswer(question, work.answers[question.key])}
                    parts={claim.item.parts}
                    view={viewOf(question.key)}
                    onView={(view) => {
                      setViews((before) => ({ ...before, [question.key]: view }))
                    }}
                    active={at === active}
                    readOnly={!open}
                    onGesture={(made) => {
                      gesture(at, made, false)
                    }}
                  />
                )
              )
            }}
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
                ref={(element) => {
                  cards.current[at] = element
                }}
                onActive={() => {
                  setActive(at)
                }}
                parts={claim.item.parts}
                view={viewOf(asked.question.key)}
                onView={(view) => {
                  setViews((before) => ({ ...before, [asked.question.key]: view }))
                }}
                onGesture={(made) => {
                  gesture(at, made, false)
                }}
              />
            ))}
            {error !== null && <TroubleNote error={error} />}
            {work.mark.is === 'refused' && error === null && (
              <TroubleNote error={work.mark.why} onRetry={props.onReload} />
            )}
          </div>
          <div className={styles.actions}>
            <Button
              size="md"
              className={styles.submit}
              loading={busy}
              disabled={!open || work.mark.is === 'conflict'}
              aria-keyshortcuts="Control+Enter"
              rightSection={
                wide && wishes.submit !== null && wishes.single ? <SubmitKey wish={wishes.submit} /> : null
              }
              onClick={() => void submit()}
            >
              {correcting ? s.saveCorrection : s.submit}
            </Button>
            <div className={styles.minor}>
              <Button
                variant="subtle"
                color="gray"
                aria-keyshortcuts="Shift+P"
                onClick={() => void props.onPrevious()}
                leftSection={wide ? <KeyCap quiet>{`⇧${OWN.previous}`}</KeyCap> : null}
              >
                {correcting ? s.looking.earlier : s.previous}
              </Button>
              {!correcting && (
                <Button
                  variant="subtle"
                  color="gray"
                  aria-keyshortcuts="Shift+S"
                  disabled={!open}
                  onClick={() => {
                    setDialog('skip')
                  }}
                  leftSection={wide ? <KeyCap quiet>{`⇧${OWN.skip}`}</KeyCap> : null}
                >
                  {s.skip}
                </Button>
              )}
              <Button
                variant="subtle"
                color="gray"
                aria-keyshortcuts="Shift+F"
                onClick={() => {
                  setDialog('flag')
                }}
                leftSection={wide ? <KeyCap quiet>{`⇧${OWN.flag}`}</KeyCap> : null}
              >
                {s.flag}
              </Button>
            </div>
          </div>
        </section>
      </main>

      <Drawer
        opened={drawer && !wide}
        onClose={() => {
          setDrawer(false)
        }}
        position="bottom"
        size="85%"
        withCloseButton={false}
        attributes={{ content: { 'aria-label': s.guideline } }}
      >
        {guideline}
      </Drawer>
      <SkipDialog
        opened={dialog === 'skip'}
        onClose={() => {
          setDialog(null)
        }}
        does={async (reason) => {
          work.keeper?.pause()
          if (!(await props.onSkip(reason))) work.keeper?.go()
        }}
      />
      <FlagDialog
        opened={dialog === 'flag'}
        onClose={() => {
          setDialog(null)
        }}
        does={props.onFlag}
      />
      <HelpDialog
        opened={dialog === 'help'}
        onClose={() => {
          setDialog(null)
        }}
        form={form}
        wishes={wishes}
        onWishes={setWishes}
      />
    </div>
  )
}

function SubmitKey({ wish }: { wish: 'Enter' | ' ' }) {
  return <span className={styles.submitKey}>{wish === 'Enter' ? '↵' : s.help.space}</span>
}

interface ToolProps {
  label: string
  icon: React.ReactNode
  onClick: () => void
  disabled?: boolean
  pressed?: boolean
  wideOnly?: boolean
}

function Tool({ label, icon, onClick, disabled, pressed, wideOnly }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        size="lg"
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        className={wideOnly ? styles.wideOnly : undefined}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function Metadata({ data }: { data: Record<string, unknown> }) {
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
}

import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { BesideTask, Claim, Project } from '@/api/types'
import type { Fault } from '@/kinds/contract'
import { Material, Staged } from '@/kinds/Material'
import { formFaults, type Asked } from '@/kinds/registry'
import { arriving } from '@/ui/arriving'
import { AskDialog, type Asking } from '@/ui/AskDialog'
import { Dialog } from '@/ui/Dialog'
import { moment } from '@/ui/format'
import { useWritten } from '@/ui/prose/Prose'
import { TroubleNote } from '@/ui/Trouble'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import { Actions } from './Actions'
import type { Ahead } from './AheadTool'
import { correcting, isOpen, mayHandOver, type BenchEvent, type BenchState } from './bench'
import { DeskBar } from './DeskBar'
import styles from './DeskPage.module.css'
import { Dialogs } from './Dialogs'
import { GuidelineNews } from './GuidelineNews'
import { GuidelinePanel } from './GuidelinePanel'
import { type Command, OWN, whose } from './keys'
import { QuestionCard } from './QuestionCard'
import { Suggestions } from './Suggestions'
import type { OnPage } from './useBench'
import { useKeys } from './useKeys'
import { useStable } from './useStable'
import { useGuidelineOpen, useKeyWishes } from './wishes'

interface ViewProps {
  project: Pick<Project, 'id' | 'name' | 'purpose' | 'guideline'>
  /** All questions of the project. */
  form: Asked[]
  claim: Claim
  state: BenchState
  tell: (event: BenchEvent) => void
  /** Where the view puts what only it can do. */
  page: RefObject<OnPage | null>
  /** What was decided and asked about items like this one. */
  besideTask: BesideTask | undefined
  asking: Asking
  /** Titles of questions whose earlier answers no longer fit. */
  lost?: readonly string[]
  /** Items held ahead; null: none can be. */
  ahead: Ahead | null
  /** Whether somebody may leave what they began to a colleague. */
  handsOver?: boolean
  /** Whether nothing of it is kept. */
  practice?: boolean
  /** What leads somebody through it; null: nothing. */
  coach: ReactNode
  /** What is looked for in the guideline. */
  onFind?: ((words: string) => void) | undefined
  onReload?: (() => void) | undefined
}

// It comes of what the server has said, so there is a connection.
const Conflict = arriving(() => import('./Conflict'), 'Conflict')
const Terms = arriving(() => import('./Terms'), 'Terms', { Meanwhile: () => null })

const NOTHING_LOST: readonly string[] = []

/** The item, its questions and the guideline beside it, drawn from the state of the bench. */
export function BenchView(props: ViewProps) {
  const { project, claim, state, tell, page, besideTask, asking, lost = NOTHING_LOST, coach } = props
  const [wishes, setWishes] = useKeyWishes()
  const [beside, setBeside] = useGuidelineOpen(project.id)
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false })
  const [drawer, setDrawer] = useState(false)
  const [, setWritten] = useWritten()
  const cards = useRef<(HTMLElement | null)[]>([])
  const material = useRef<HTMLElement>(null)
  // Outputs that stand side by side want the room.
  const compares = props.form.some(({ kind }) => kind?.beside)
  // What was decided and asked stands in the same place.
  const helps = besideTask !== undefined && besideTask.cases.length + besideTask.threads.length > 0
  const hasGuideline = project.guideline.markdown.trim() !== '' || helps

  const onPage: OnPage = (effect) => {
    switch (effect.do) {
      case 'focus': {
        // Drawn before anything else happens, so that a question that is new has its field.
        flushSync(() => undefined)
        const card = cards.current[effect.at]
        const fields = (of: string) => card?.querySelector<HTMLElement>(`${of} input, ${of} textarea`)
        ;((effect.missing ? fields('[data-next]') : null) ?? fields(''))?.focus()
        card?.scrollIntoView({ block: 'nearest' })
        return
      }
      case 'open-guideline':
        if (!hasGuideline) return
        // Drawn before anything else happens, so that the very next key is written into its field.
        flushSync(() => {
          if (wide) setBeside(true)
          else setDrawer(true)
        })
        document.getElementById('guideline-search')?.focus()
        return
      case 'switch-written':
        setWritten((before) => !before)
        return
      case 'leave-text':
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    }
  }
  useLayoutEffect(() => {
    page.current = onPage
  })
  const { form, active, mark, views } = state
  const { parts } = claim.item
  const answers = state.history.now
  const corrects = correcting(state)
  const open = isOpen(state)
  const busy = state.sending !== null && state.sending !== 'flag'
  const viewOf = (key: string): unknown => views[key] ?? null
  const faults = useMemo(
    () => (state.tried ? formFaults(form, answers, parts, views) : NONE),
    [answers, form, parts, state.tried, views],
  )

  // A new item has the focus, so that a screen reader begins there and keys work at once.
  useEffect(() => {
    material.current?.focus({ preventScroll: true })
  }, [])

  useKeys({
    form,
    active,
    wishes,
    enabled: state.dialog === null && !drawer,
    run: (command) => {
      tell({ is: 'command', command })
    },
  })

  // What is given to what need not be drawn again is always the same.
  const call = useMemo(() => {
    const does = (what: Exclude<Command['does'], 'choose'>) => () => {
      tell({ is: 'command', command: { does: what } })
    }
    return {
      undo: does('undo'),
      redo: does('redo'),
      help: does('help'),
      skip: does('skip'),
      flag: does('flag'),
      ask: does('ask'),
      handOver: does('handOver'),
      previous: does('previous'),
      submit: does('submit'),
      close: () => {
        tell({ is: 'closed' })
      },
      view: (key: string, view: unknown) => {
        tell({ is: 'view', key, view })
      },
      active: (at: number) => {
        tell({ is: 'active', at })
      },
      gesture: (at: number, made: unknown) => {
        tell({ is: 'gesture', at, made })
      },
      place: (at: number, element: HTMLElement | null) => {
        cards.current[at] = element
      },
    }
  }, [tell])
  const hideGuideline = useStable(() => {
    setBeside(false)
    setDrawer(false)
  })
  const toggleGuideline = useStable(() => {
    if (wide) setBeside(!beside)
    else setDrawer(true)
  })
  const guideline = (
    <Guideline project={project} beside={besideTask} onFind={props.onFind} onClose={hideGuideline} />
  )
  const showBeside = wide && beside && hasGuideline
  // What could not be flagged is said in its dialog.
  const error = state.dialog === 'flag' ? null : state.error
  return (
    <div className={styles.desk} data-coached={coach !== null || undefined}>
      <DeskBar
        project={project}
        ahead={props.ahead}
        mark={props.practice ? null : mark}
        correcting={corrects}
        canUndo={state.history.past.length > 0}
        canRedo={state.history.future.length > 0}
        guideline={hasGuideline ? showBeside : null}
        onUndo={call.undo}
        onRedo={call.redo}
        onHelp={call.help}
        onGuideline={toggleGuideline}
      />
      {coach}

      <main
        className={styles.bench}
        data-guideline={showBeside || undefined}
        data-compares={compares || undefined}
      >
        <h1 className={styles.hidden}>{s.title(project.name)}</h1>
        {showBeside && <div className={styles.guideline}>{guideline}</div>}
        <section className={styles.material} ref={material} tabIndex={-1} aria-label={s.item}>
          <h2 className={styles.hidden}>{s.item}</h2>
          {besideTask && <GuidelineNews project={project.id} claim={claim.id} news={besideTask.news} />}
          {claim.annotation && (
            <div className={styles.looking} role="status">
              <span>{s.looking.title(moment(claim.annotation.submitted_at))}</span>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  tell({ is: 'left-correction' })
                }}
              >
                {s.looking.back}
              </Button>
            </div>
          )}
          <p className={styles.purpose}>
            <span className={styles.why}>{s.why}</span> <bdi>{project.purpose}</bdi>
          </p>
          {(claim.pay ?? claim.begun ?? state.dialog === 'handOver') && !corrects && (
            <Terms claim={claim} state={state} tell={tell} />
          )}
          <Material
            parts={parts}
            form={form}
            active={active}
            shortcut={OWN.written}
            draw={(asked, at) => (
              <Staged
                asked={asked}
                at={at}
                answer={answers[asked.question.key] ?? null}
                parts={parts}
                view={viewOf(asked.question.key)}
                active={at === active}
                readOnly={!open}
                onView={call.view}
                onGesture={call.gesture}
              />
            )}
          />
          <Metadata data={claim.item.metadata} />
        </section>

        <section className={styles.questions} aria-label={s.questions}>
          <div className={styles.scroll}>
            {mark.is === 'conflict' && (
              <Conflict
                form={props.form}
                mine={answers}
                theirs={mark.theirs}
                onChoose={(chosen) => {
                  tell({ is: 'resolved', answers: chosen })
                }}
              />
            )}
            {lost.length > 0 && (
              <div className={styles.looking} role="status">
                <span>
                  <strong>{s.refitted.title}</strong> {s.refitted.lost(lost.join(', '))}
                </span>
              </div>
            )}
            {state.inHand && (
              <div className={styles.looking} role="status">
                <span>{s.inHand(claim.in_hand ? moment(claim.expires_at) : null)}</span>
              </div>
            )}
            {!open && <p className={styles.closed}>{s.notEditable}</p>}
            <Suggestions
              claim={claim}
              form={props.form}
              answers={answers}
              viewOf={viewOf}
              onUse={(prediction, suggested) => {
                tell({ is: 'suggested', prediction, answers: suggested })
              }}
            />
            {form.map((asked, at) => (
              <QuestionCard
                key={asked.question.key}
                asked={asked}
                at={at}
                answer={answers[asked.question.key] ?? null}
                active={at === active}
                alone={form.length === 1}
                reached={
                  wishes.single &&
                  (asked.kind?.keys(asked.question).every(({ key }) => whose(form, active, key) === at) ??
                    false)
                }
                readOnly={!open}
                fault={faults.find((fault) => fault.where === asked.question.key)?.what ?? null}
                parts={parts}
                view={viewOf(asked.question.key)}
                place={call.place}
                onActive={call.active}
                onView={call.view}
                onGesture={call.gesture}
              />
            ))}
            {error !== null && <TroubleNote error={error} />}
            {mark.is === 'refused' && error === null && (
              <TroubleNote error={mark.why} onRetry={props.onReload} />
            )}
          </div>
          <Actions
            correcting={corrects}
            open={open}
            busy={busy}
            held={mark.is === 'conflict'}
            why={whyNot(form, faults)}
            wide={wide}
            wishes={wishes}
            onSubmit={call.submit}
            onPrevious={call.previous}
            onSkip={call.skip}
            onFlag={call.flag}
            onAsk={call.ask}
            handOver={props.handsOver ? mayHandOver(state) : null}
            onHandOver={call.handOver}
          />
        </section>
      </main>

      {drawer && !wide && (
        <Dialog low label={s.guideline} onClose={hideGuideline}>
          {guideline}
        </Dialog>
      )}
      <AskDialog
        item
        guideline={project.guideline.markdown}
        {...asking}
        opened={state.dialog === 'ask'}
        onClose={call.close}
      />
      <Dialogs
        open={state.dialog}
        sending={state.sending}
        error={state.error}
        flags={state.flags}
        onClose={call.close}
        onSkip={(reason) => {
          tell({ is: 'skipped', reason })
        }}
        onFlag={(note) => {
          tell({ is: 'flagged', note })
        }}
        form={form}
        wishes={wishes}
        onWishes={setWishes}
      />
    </div>
  )
}

const NONE: Fault[] = []

function whyNot(form: Asked[], faults: Fault[]): string | null {
  const first = faults[0]
  if (!first) return null
  const title = form.find(({ question }) => question.key === first.where)?.question.title ?? ''
  return s.notYet(form.length > 1 ? title : '', first.what, faults.length - 1)
}

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

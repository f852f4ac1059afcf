import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { handOver } from '@/api/keeping/handed'
import { useTyped } from '@/api/keeping/typed'
import { queries } from '@/api/queries'
import type { ConfigRead, Policy, Template } from '@/api/types'
import type { Json } from '@/kinds/contract'
import { setupOf } from '@/kinds/setups'
import { useWayDone } from '@/ui/useFirstWay'
import { useNotice } from '@/ui/Notices'
import { count } from '@/ui/format'
import { Page, Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { settings as s } from '@/ui/strings/settings'
import { AccessFields, BasicsFields, PolicyFields } from './Fields'
import { FromConfig } from './FromConfig'
import { goTo, Problems, type Problem } from './Problems'
import { building, fromTemplate, problemsOf, reborn, stored, type Building } from './questions'
import { QuestionsBuilder } from './QuestionsBuilder'
import { Restored } from './Restored'
import styles from './Settings.module.css'
import { Example, exampleOf, Templates } from './Templates'

const POLICY: Policy = {
  target: 0.9,
  fewest: 2,
  most: 5,
  gold_share: 0,
  gold_most: 30,
  disputed: 'settle',
  lease_hours: 24,
  named_claims: false,
  finish_in_hand: true,
  hand_over: true,
  appeal_days: 7,
  predictions: 'shown',
}

function first(): Building[] {
  const setup = setupOf('classification')
  return setup ? [building(setup.fresh('answer'), 'by-title')] : []
}

interface Draft {
  basics: { name: string; purpose: string }
  questions: Building[]
  guideline: string
  policy: Policy
  access: { open_to: 'organization' | 'teams'; team_ids: number[] }
}

const fresh = (): Draft => ({
  basics: { name: '', purpose: '' },
  questions: first(),
  guideline: '',
  policy: POLICY,
  access: { open_to: 'organization', team_ids: [] },
})

const revived = (kept: Draft): Draft => ({ ...kept, questions: reborn(kept.questions) })

const STEPS = [s.basics, s.questions, s.data]

interface Missing extends Problem {
  step: number
}

/** What stands in the way of the project, and in which step. */
function missingIn({ basics, questions }: Draft): Missing[] {
  const fields = [
    ...(basics.name.trim() === '' ? [{ at: 'project-name', what: s.nameMissing }] : []),
    ...(basics.purpose.trim() === '' ? [{ at: 'project-purpose', what: s.purposeMissing }] : []),
  ]
  return [
    ...fields.map((one) => ({ ...one, step: 0 })),
    ...problemsOf(questions).map((one) => ({ ...one, step: 1 })),
  ]
}

/** A project in three steps: what it is for, what is asked, and what is judged. */
export function NewProjectPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const wayDone = useWayDone()
  const [begin] = useState(fresh)
  const typed = useTyped('new-project', begin, revived)
  const { value: draft, set } = typed
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(-1)
  const [source, setSource] = useState<Template | 'config' | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const patch = (changed: Partial<Draft>) => {
    set((before) => ({ ...before, ...changed }))
  }
  const make = useMutation({
    mutationFn: () =>
      calls.makeProject({
        ...draft.basics,
        questions: stored(draft.questions),
        guideline: draft.guideline,
        policy: draft.policy,
        ...draft.access,
      }),
    onSuccess: async (project) => {
      typed.done()
      client.setQueryData(queries.project(project.id).queryKey, project)
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      if (file) {
        handOver(project.id, file)
        wayDone('file')
      }
      await navigate({ to: '/projects/$projectId/data', params: { projectId: String(project.id) } })
      // It also takes the place of a notice whose Undo has lost its form.
      notice({ text: file ? s.madeWithFile : s.made })
    },
  })
  // A new step is read from its top, unless a link leads to a field in it.
  const top = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  const led = useRef<string | null>(null)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    if (led.current !== null) goTo(led.current)
    else {
      top.current?.focus({ preventScroll: true })
      window.scrollTo({ top: 0 })
    }
    led.current = null
  }, [step])
  const lead = ({ at, step: to }: Missing) => {
    if (to === step) goTo(at)
    else {
      led.current = at
      setStep(to)
    }
  }

  const missing = missingIn(draft)
  const back = () => {
    setSource(source)
    set(draft)
  }
  const choose = (chosen: Template | 'config' | null) => {
    setSource(chosen)
    // The form is filled when the config has been read.
    if (chosen === 'config') return
    const project = chosen?.project as
      { name: string; purpose: string; guideline: string; questions: Json[] } | undefined
    patch({
      basics: { name: project?.name ?? '', purpose: project?.purpose ?? '' },
      guideline: project?.guideline ?? '',
      questions: project ? fromTemplate(project.questions) : first(),
    })
    if (chosen) wayDone('template')
    notice({ text: chosen ? s.templateTaken(chosen.title) : s.blankTaken, undo: back })
  }
  const take = ({ project }: ConfigRead, from: string) => {
    const { name, questions: asked } = project as { name: string; questions: Json[] }
    patch({
      basics: draft.basics.name === '' && from !== '' ? { ...draft.basics, name } : draft.basics,
      questions: fromTemplate(asked),
    })
    notice({ text: s.configTaken(count(asked.length), asked.length === 1), undo: back })
  }
  return (
    <Page title={s.newTitle} lead={s.newLead}>
      <Restored
        typed={{
          ...typed,
          discard: () => {
            typed.discard()
            setStep(0)
            setSource(null)
          },
        }}
      />
      <ol className={styles.steps} aria-label={s.steps}>
        {STEPS.map((title, at) => (
          <li key={title}>
            <button
              type="button"
              className={styles.step}
              aria-current={at === step ? 'step' : undefined}
              onClick={() => {
                setStep(at)
              }}
            >
              <span className={styles.number} aria-hidden>
                {at + 1}
              </span>
              {title}
            </button>
          </li>
        ))}
      </ol>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(Math.max(tried, step))
          // A step that is whole leads to the next; at the end all of them are.
          if (missing.some((one) => step === 2 || one.step === step)) return
          if (step < 2) setStep(step + 1)
          else make.mutate()
        }}
      >
        <div ref={top} tabIndex={-1} className={styles.top} role="group" aria-label={STEPS[step]}>
          {step === 0 && (
            <>
              <Panel title={s.templates} note={s.templatesNote}>
                <Templates chosen={source} onChoose={choose} />
                {source === 'config' && <FromConfig onRead={take} />}
              </Panel>
              <Panel title={s.basics}>
                <BasicsFields
                  {...draft.basics}
                  tried={tried >= 0}
                  onChange={(changed) => {
                    set((before) => ({ ...before, basics: { ...before.basics, ...changed } }))
                  }}
                />
              </Panel>
            </>
          )}
          {step === 1 && (
            <>
              <Panel title={s.questions} note={s.questionsNote}>
                <QuestionsBuilder
                  questions={draft.questions}
                  onChange={(questions) => {
                    patch({ questions })
                  }}
                  tried={tried >= 1}
                />
              </Panel>
              <Panel title={s.guideline} note={s.guidelineNote}>
                <Textarea
                  aria-label={s.guidelineText}
                  value={draft.guideline}
                  maxLength={200_000}
                  autosize
                  minRows={5}
                  maxRows={24}
                  onChange={(event) => {
                    patch({ guideline: event.currentTarget.value })
                  }}
                />
              </Panel>
              <details className={styles.more}>
                <summary>{s.moreSettings}</summary>
                <Panel title={s.policy} note={s.policyNote}>
                  <PolicyFields
                    policy={draft.policy}
                    onChange={(policy) => {
                      patch({ policy })
                    }}
                  />
                </Panel>
                <Panel title={s.access}>
                  <AccessFields
                    openTo={draft.access.open_to}
                    teamIds={draft.access.team_ids}
                    onChange={(changed) => {
                      set((before) => ({ ...before, access: { ...before.access, ...changed } }))
                    }}
                  />
                </Panel>
              </details>
            </>
          )}
          {step === 2 && (
            <Panel title={s.data} note={s.dataNote}>
              <Stack gap="md" align="flex-start">
                <Group gap="sm">
                  <FileButton onChange={setFile} inputProps={{ 'aria-label': s.chooseFile }}>
                    {(props) => (
                      <Button {...props} variant="default">
                        {file ? s.otherFile : s.chooseFile}
                      </Button>
                    )}
                  </FileButton>
                  {file && (
                    <>
                      <Text style={{ overflowWrap: 'anywhere' }}>{file.name}</Text>
                      <Button
                        variant="subtle"
                        color="gray"
                        size="compact-sm"
                        onClick={() => {
                          setFile(null)
                        }}
                      >
                        {s.noFile}
                      </Button>
                    </>
                  )}
                </Group>
                {file === null && <Text c="dimmed">{s.dataLater}</Text>}
                {source !== null && source !== 'config' && (
                  <Example
                    template={source}
                    onUse={
                      file === null
                        ? () => {
                            setFile(exampleOf(source))
                          }
                        : undefined
                    }
                  />
                )}
              </Stack>
            </Panel>
          )}
        </div>
        <Problems
          problems={missing.filter((one) => one.step <= tried && (step === 2 || one.step === step))}
          onGo={lead}
        />
        <Group mt="lg" justify="flex-end">
          {step > 0 && (
            <Button
              variant="default"
              size="md"
              onClick={() => {
                setStep(step - 1)
              }}
            >
              {s.backStep}
            </Button>
          )}
          <Button type="submit" size="md" loading={make.isPending}>
            {step < 2 ? s.nextStep : s.create}
          </Button>
        </Group>
        {make.error && (
          <div style={{ marginTop: 16 }}>
            <TroubleNote error={make.error} />
          </div>
        )}
      </form>
    </Page>
  )
}

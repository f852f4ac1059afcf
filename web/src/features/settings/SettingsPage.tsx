import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { calls } from '@/api/calls'
import { useTyped, type Typed } from '@/api/keeping/typed'
import { queries } from '@/api/queries'
import type { Project, ProjectPatch } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { Ready } from '@/ui/LoadMore'
import { LinkButton } from '@/ui/LinkButton'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Restricting } from '@/ui/Restricting'
import { TroubleNote, troubleOf } from '@/ui/Trouble'
import { howDecided } from '@/ui/strings/howDecided'
import { restrictions as r } from '@/ui/strings/restrictions'
import { settings as s } from '@/ui/strings/settings'
import { Answerer } from './Answerer'
import { CardSection } from './CardSection'
import { AccessFields, BasicsFields, PolicyFields } from './Fields'
import { Grants } from './Grants'
import { GuidelineEditor } from './GuidelineEditor'
import { PayPanel } from './PayPanel'
import { RequirementsPanel } from './RequirementsPanel'
import { Problems } from './Problems'
import { faultsOf, fromStored, problemsOf, reborn, stored } from './questions'
import { QuestionsBuilder } from './QuestionsBuilder'
import { Restored } from './Restored'

export function SettingsPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/settings' })
  const query = useQuery(queries.project(Number(projectId)))
  return (
    <Ready query={query}>
      {(project) => (
        <>
          <Basics project={project} />
          <CardSection project={project} />
          <Questions key={project.form_version} project={project} />
          <GuidelineEditor key={`g${String(project.guideline.version)}`} project={project} />
          <Answerer project={project} />
          <PolicySection project={project} />
          <RequirementsPanel project={project} />
          <PayPanel project={project} />
          <Access project={project} />
          <Grants project={project} />
          <Panel title={howDecided.title} note={howDecided.settings}>
            <LinkButton
              to="/projects/$projectId/how-decided"
              params={{ projectId: String(project.id) }}
              variant="default"
            >
              {howDecided.open}
            </LinkButton>
          </Panel>
          <StateSection project={project} />
        </>
      )}
    </Ready>
  )
}

/** Saves a part of the project and puts what the server made of it in its place. */
function useChange(project: Project) {
  const client = useQueryClient()
  const notice = useNotice()
  return useMutation({
    mutationFn: (patch: ProjectPatch) => calls.changeProject(project.id, patch),
    onSuccess: (changed, patch) => {
      client.setQueryData(queries.project(project.id).queryKey, (before) => ({
        ...changed,
        progress: changed.progress ?? before?.progress ?? null,
      }))
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      notice({ text: patch.state ? s.nowIs[patch.state] : patch.policy ? s.savedPolicy : s.saved })
    },
  })
}

/** What this browser keeps the form of a project's section under. */
const formOf = (project: Project, section: string) => `${String(project.id)}-${section}`

interface SectionProps {
  title: string
  note?: string
  typed: Pick<Typed<never>, 'restored' | 'discard'>
  change: ReturnType<typeof useChange>
  onSave: () => void
  /** Whether what went wrong is asked about elsewhere. */
  quiet?: boolean
  children: ReactNode
}

function Section({ title, note, typed, change, onSave, quiet = false, children }: SectionProps) {
  return (
    <Panel title={title} note={note}>
      <Restored typed={typed} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        <Stack gap="lg">
          {children}
          {change.error && !quiet && <TroubleNote error={change.error} />}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function Basics({ project }: { project: Project }) {
  const change = useChange(project)
  const typed = useTyped(formOf(project, 'basics'), { name: project.name, purpose: project.purpose })
  return (
    <Section
      title={s.basics}
      typed={typed}
      change={change}
      onSave={() => {
        change.mutate(typed.value, { onSuccess: typed.done })
      }}
    >
      <BasicsFields
        {...typed.value}
        onChange={(patch) => {
          typed.set((before) => ({ ...before, ...patch }))
        }}
      />
    </Section>
  )
}

function Questions({ project }: { project: Project }) {
  const change = useChange(project)
  const [begin] = useState(() => fromStored(project.questions))
  const typed = useTyped(formOf(project, 'questions'), begin, reborn)
  const { value: questions } = typed
  const [tried, setTried] = useState(false)
  return (
    <Section
      title={s.questions}
      note={s.newVersionNote}
      typed={typed}
      change={change}
      onSave={() => {
        setTried(true)
        if (questions.every((one) => faultsOf(one, questions).length === 0))
          change.mutate({ questions: stored(questions) }, { onSuccess: typed.done })
      }}
    >
      <QuestionsBuilder questions={questions} onChange={typed.set} tried={tried} />
      <Problems problems={tried ? problemsOf(questions) : []} />
    </Section>
  )
}

function PolicySection({ project }: { project: Project }) {
  const change = useChange(project)
  const typed = useTyped(formOf(project, 'policy'), project.policy)
  return (
    <Section
      title={s.policy}
      note={s.policyNote}
      typed={typed}
      change={change}
      onSave={() => {
        change.mutate({ policy: typed.value }, { onSuccess: typed.done })
      }}
    >
      <PolicyFields policy={typed.value} onChange={typed.set} />
    </Section>
  )
}

/** Whether the server asks why: somebody who works there may not work there any more. */
const asksReason = (error: unknown) =>
  error !== null && troubleOf(error).faults.some(({ where }) => where === 'reason')

function Access({ project }: { project: Project }) {
  const change = useChange(project)
  const closing = useChange(project)
  const typed = useTyped(formOf(project, 'access'), { open_to: project.open_to, team_ids: project.team_ids })
  return (
    <Section
      title={s.access}
      typed={typed}
      change={change}
      onSave={() => {
        change.mutate(typed.value, { onSuccess: typed.done })
      }}
      quiet={asksReason(change.error)}
    >
      {asksReason(change.error) && (
        <Restricting
          title={r.restricting.openingTitle}
          explains={r.restricting.opening}
          does={r.restricting.openingDo}
          whose={r.restricting.previewEach}
          reads={[r.what.opening(project.name)]}
          single={false}
          restrict={async (basis) => {
            await closing.mutateAsync({ ...typed.value, ...basis })
            typed.done()
          }}
          onClose={change.reset}
        />
      )}
      <AccessFields
        openTo={typed.value.open_to}
        teamIds={typed.value.team_ids}
        onChange={(patch) => {
          typed.set((before) => ({ ...before, ...patch }))
        }}
      />
    </Section>
  )
}

function StateSection({ project }: { project: Project }) {
  const change = useChange(project)
  return (
    <Panel title={s.state} note={s.stateNote[project.state]}>
      <Group>
        {project.state !== 'active' && (
          <Button
            loading={change.isPending}
            onClick={() => {
              change.mutate({ state: 'active' })
            }}
          >
            {s.resume}
          </Button>
        )}
        {project.state === 'active' && (
          <Asking
            label={s.pause}
            title={s.pause}
            explains={s.pauseExplains}
            does={() => change.mutateAsync({ state: 'paused' })}
          />
        )}
        {project.state !== 'archived' && (
          <Asking
            label={s.archive}
            title={s.archive}
            explains={s.archiveExplains}
            danger
            button={{ variant: 'subtle', color: 'red' }}
            does={() => change.mutateAsync({ state: 'archived' })}
          />
        )}
      </Group>
      {change.error && <TroubleNote error={change.error} />}
    </Panel>
  )
}

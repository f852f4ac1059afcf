import { Button, Group, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { ConfigRead, Policy, Template } from '@/api/types'
import type { Json } from '@/kinds/contract'
import { kindOf } from '@/kinds/registry'
import { useNotice } from '@/ui/Notices'
import { count } from '@/ui/format'
import { Page, Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { settings as s } from '@/ui/strings/settings'
import { AccessFields, BasicsFields, PolicyFields } from './Fields'
import { FromConfig } from './FromConfig'
import { building, faultsOf, fromTemplate, stored, type Building } from './questions'
import { QuestionsBuilder } from './QuestionsBuilder'
import { Example, Templates } from './Templates'

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
}

function first(): Building[] {
  const kind = kindOf('classification')
  return kind ? [building(kind.fresh('answer'), 'by-title')] : []
}

export function NewProjectPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [basics, setBasics] = useState({ name: '', purpose: '' })
  const [questions, setQuestions] = useState(first)
  const [guideline, setGuideline] = useState('')
  const [policy, setPolicy] = useState(POLICY)
  const [access, setAccess] = useState<{ open_to: 'organization' | 'teams'; team_ids: number[] }>({
    open_to: 'organization',
    team_ids: [],
  })
  const [source, setSource] = useState<Template | 'config' | null>(null)
  const [tried, setTried] = useState(false)
  const notice = useNotice()
  const make = useMutation({
    mutationFn: () =>
      calls.makeProject({ ...basics, questions: stored(questions), guideline, policy, ...access }),
    onSuccess: async (project) => {
      client.setQueryData(queries.project(project.id).queryKey, project)
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      await navigate({ to: '/projects/$projectId/data', params: { projectId: String(project.id) } })
      // It also takes the place of a notice whose Undo has lost its form.
      notice({ text: s.made })
    },
  })
  const before = { source, basics, questions, guideline }
  const back = () => {
    setSource(before.source)
    setBasics(before.basics)
    setGuideline(before.guideline)
    setQuestions(before.questions)
  }
  const begin = (chosen: Template | 'config' | null) => {
    setSource(chosen)
    // The form is filled when the config has been read.
    if (chosen === 'config') return
    const project = chosen?.project as
      { name: string; purpose: string; guideline: string; questions: Json[] } | undefined
    setBasics({ name: project?.name ?? '', purpose: project?.purpose ?? '' })
    setGuideline(project?.guideline ?? '')
    setQuestions(project ? fromTemplate(project.questions) : first())
    notice({
      text: chosen ? s.templateTaken(chosen.title) : s.blankTaken,
      undo: back,
    })
  }
  const take = ({ project }: ConfigRead, file: string) => {
    const { name, questions: asked } = project as { name: string; questions: Json[] }
    if (basics.name === '' && file !== '') setBasics({ ...basics, name })
    setQuestions(fromTemplate(asked))
    notice({ text: s.configTaken(count(asked.length), asked.length === 1), undo: back })
  }
  const faulty = questions.some((one) => faultsOf(one, questions).length > 0)
  return (
    <Page title={s.newTitle} lead={s.newLead}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!faulty) make.mutate()
        }}
      >
        <Panel title={s.templates} note={s.templatesNote}>
          <Templates chosen={source} onChoose={begin} />
          {source === 'config' && <FromConfig onRead={take} />}
          {source !== null && source !== 'config' && <Example template={source} />}
        </Panel>
        <Panel title={s.basics}>
          <BasicsFields
            {...basics}
            onChange={(patch) => {
              setBasics((before) => ({ ...before, ...patch }))
            }}
          />
        </Panel>
        <Panel title={s.questions} note={s.questionsNote}>
          <QuestionsBuilder questions={questions} onChange={setQuestions} tried={tried} />
        </Panel>
        <Panel title={s.guideline} note={s.guidelineNote}>
          <Textarea
            aria-label={s.guidelineText}
            value={guideline}
            maxLength={200_000}
            autosize
            minRows={5}
            maxRows={24}
            onChange={(event) => {
              setGuideline(event.currentTarget.value)
            }}
          />
        </Panel>
        <Panel title={s.policy} note={s.policyNote}>
          <PolicyFields policy={policy} onChange={setPolicy} />
        </Panel>
        <Panel title={s.access}>
          <AccessFields
            openTo={access.open_to}
            teamIds={access.team_ids}
            onChange={(patch) => {
              setAccess((before) => ({ ...before, ...patch }))
            }}
          />
        </Panel>
        <Group mt="lg" justify="flex-end">
          {tried && faulty && (
            <Text c="var(--gw-bad)">
              {s.mend} {s.questions}
            </Text>
          )}
          <Button type="submit" size="md" loading={make.isPending}>
            {s.create}
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

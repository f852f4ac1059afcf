import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { Project, Proposal, ProposalDetail, ProposalIn } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { Differences } from '@/ui/Differences'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList, Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { general } from '@/ui/strings/general'
import { Entries, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { amending } from '@/ui/strings/amending'
import { guideline as s } from '@/ui/strings/guideline'
import { Thanking } from '@/ui/Thanking'
import { TroubleNote } from '@/ui/Trouble'
import { Comments } from './Comments'
import styles from './Guideline.module.css'

type Which = 'open' | 'decided'

/** Changes that people proposed: those that wait for a decision, and those that were decided. */
export function Proposals({ project }: { project: Project }) {
  const [which, setWhich] = useState<Which>('open')
  const [writing, setWriting] = useState(false)
  const query = useInfiniteQuery(queries.proposals(project.id, which))
  return (
    <>
      {writing && (
        <Propose
          key={project.guideline.version}
          project={project}
          onDone={() => {
            setWriting(false)
          }}
        />
      )}
      <Panel>
        <Stack gap="lg">
          <Group justify="space-between">
            <SegmentedControl
              aria-label={amending.proposals.filter}
              value={which}
              onChange={(value) => {
                setWhich(value as Which)
              }}
              data={(['open', 'decided'] as const).map((value) => ({
                value,
                label: amending.proposals.states[value],
              }))}
            />
            {!writing && project.state !== 'archived' && (
              <Button
                variant="default"
                size="sm"
                onClick={() => {
                  setWriting(true)
                }}
              >
                {amending.proposals.propose}
              </Button>
            )}
          </Group>
          <PagedList query={query} empty={<Empty {...amending.proposals.empty[which]} />}>
            {(rows) => (
              <Entries rows={rows} keyOf={(proposal) => proposal.id}>
                {(proposal) => (
                  <div className={said.entry}>
                    <Head proposal={proposal} />
                    <Group gap="xs">
                      <LinkButton
                        to="/projects/$projectId/guideline"
                        params={{ projectId: String(project.id) }}
                        search={{ part: 'proposals', proposal: proposal.id }}
                        variant="default"
                        size="xs"
                      >
                        {amending.proposals.see}
                      </LinkButton>
                      <span className={said.small}>{s.comments(proposal.comments)}</span>
                    </Group>
                  </div>
                )}
              </Entries>
            )}
          </PagedList>
        </Stack>
      </Panel>
    </>
  )
}

/** Why, by whom, and what was decided. */
function Head({ proposal }: { proposal: Proposal | ProposalDetail }) {
  return (
    <>
      <h2 className={said.asked}>{proposal.why}</h2>
      <p className={said.small}>
        {amending.proposals.about[proposal.about]} · <bdi>{s.asks(proposal.by, proposal.mine)}</bdi> ·{' '}
        {day(proposal.on)}
        {proposal.decided_on === null && ` · ${amending.proposals.closes(day(proposal.closes_on))}`}
      </p>
      {proposal.decided_on !== null && (
        <Words
          who={
            <>
              {proposal.accepted
                ? amending.proposals.wasAccepted(proposal.guideline_version)
                : amending.proposals.wasDeclined}{' '}
              · <bdi>{proposal.decided_by ?? s.someone}</bdi> · {day(proposal.decided_on)}
            </>
          }
          counts
        >
          {proposal.reason}
        </Words>
      )}
    </>
  )
}

/** One proposal with the change, its comments, and the way to decide it. */
export function OneProposal({ project, id }: { project: Project; id: number }) {
  const query = useQuery(queries.proposal(id))
  const client = useQueryClient()
  const notice = useNotice()
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['proposals', id] })
    void client.invalidateQueries({ queryKey: ['projects', project.id, 'proposals'] })
  }
  const decide = (accept: boolean) => async (reason: string) => {
    try {
      await calls.decideProposal(id, accept, reason, project.guideline.version)
    } catch (error) {
      // The guideline may have changed since this page read it: then the difference is another one.
      void client.invalidateQueries({ queryKey: queries.project(project.id).queryKey })
      throw error
    }
    notice({ text: amending.proposals.decided })
    await client.invalidateQueries({ queryKey: ['projects', project.id] })
    await refresh()
  }
  return (
    <Panel>
      <Ready query={query}>
        {(proposal) => {
          const open = proposal.decided_on === null
          const decides = proposal.may_decide && open && project.state !== 'archived'
          const stale = open && proposal.base_version !== project.guideline.version
          return (
            <article className={said.entry} aria-label={proposal.why}>
              <Head proposal={proposal} />
              {proposal.about === 'questions' ? (
                <Words>{proposal.words}</Words>
              ) : (
                <>
                  {stale && (
                    <p className={said.small}>{amending.proposals.stale(project.guideline.version)}</p>
                  )}
                  <section className={styles.change} aria-label={amending.proposals.difference} tabIndex={0}>
                    <Differences
                      from={open ? project.guideline.markdown : proposal.base}
                      to={proposal.words}
                    />
                  </section>
                </>
              )}
              {decides && (
                <Group gap="xs">
                  <Asking
                    label={amending.proposals.accept}
                    title={amending.proposals.acceptTitle}
                    explains={
                      proposal.about === 'guideline'
                        ? amending.proposals.acceptGuideline
                        : amending.proposals.acceptQuestions
                    }
                    asksReason
                    button={{ size: 'xs', variant: 'filled' }}
                    does={decide(true)}
                  />
                  <Asking
                    label={amending.proposals.decline}
                    title={amending.proposals.declineTitle}
                    explains={amending.proposals.declineExplains}
                    asksReason
                    button={{ size: 'xs' }}
                    does={decide(false)}
                  />
                </Group>
              )}
              <Comments
                count={proposal.comments}
                readKey={queries.proposal(id).queryKey}
                read={() => calls.proposal(id)}
                send={(said, key) => calls.commentProposal(id, said, key)}
                opened
                closed={!open || project.state === 'archived'}
                onSent={refresh}
              />
              <Group gap="xs">
                <LinkButton
                  to="/projects/$projectId/guideline"
                  params={{ projectId: String(project.id) }}
                  search={{ part: 'proposals' }}
                  variant="default"
                  size="xs"
                >
                  {amending.proposals.all}
                </LinkButton>
                {project.my_role !== 'annotator' && !proposal.mine && (
                  <Thanking
                    name={proposal.by}
                    does={(words) => calls.thank(project.id, 'proposal', proposal.id, words)}
                  />
                )}
                {proposal.guideline_version !== null && (
                  <LinkButton
                    to="/projects/$projectId/guideline"
                    params={{ projectId: String(project.id) }}
                    search={{ part: 'changes', version: proposal.guideline_version }}
                    variant={project.my_role === 'manager' ? 'filled' : 'subtle'}
                    size="xs"
                  >
                    {project.my_role === 'manager' ? amending.proposals.toItems : amending.changes.see}
                  </LinkButton>
                )}
              </Group>
            </article>
          )
        }}
      </Ready>
    </Panel>
  )
}

function Propose({ project, onDone }: { project: Project; onDone: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [about, setAbout] = useState<ProposalIn['about']>('guideline')
  const [markdown, setMarkdown] = useState(project.guideline.markdown)
  const [words, setWords] = useState('')
  const [why, setWhy] = useState('')
  const [key, setKey] = useState(newId)
  const changed = about === 'guideline' ? markdown !== project.guideline.markdown : words.trim() !== ''
  const send = useMutation({
    mutationFn: () =>
      calls.propose(
        project.id,
        { about, words: about === 'guideline' ? markdown : words.trim(), why: why.trim() },
        key,
      ),
    onSuccess: async () => {
      setKey(newId())
      notice({ text: amending.proposals.done })
      await client.invalidateQueries({ queryKey: ['projects', project.id, 'proposals'] })
      onDone()
    },
  })
  return (
    <Panel title={amending.proposals.propose} note={amending.proposals.proposeNote}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (changed && why.trim() !== '') send.mutate()
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            aria-label={amending.proposals.what}
            style={{ alignSelf: 'flex-start' }}
            value={about}
            onChange={(value) => {
              setAbout(value as ProposalIn['about'])
            }}
            data={(['guideline', 'questions'] as const).map((value) => ({
              value,
              label: amending.proposals.whats[value],
            }))}
          />
          {about === 'guideline' ? (
            <>
              <Textarea
                label={amending.proposals.text}
                value={markdown}
                maxLength={200_000}
                autosize
                minRows={6}
                maxRows={20}
                data-autofocus
                onChange={(event) => {
                  setMarkdown(event.currentTarget.value)
                }}
              />
              {changed && (
                <section className={styles.change} aria-label={amending.proposals.difference} tabIndex={0}>
                  <Differences from={project.guideline.markdown} to={markdown} />
                </section>
              )}
            </>
          ) : (
            <Textarea
              label={amending.proposals.words}
              value={words}
              maxLength={4000}
              autosize
              minRows={3}
              onChange={(event) => {
                setWords(event.currentTarget.value)
              }}
            />
          )}
          <Textarea
            label={amending.proposals.why}
            value={why}
            maxLength={2000}
            autosize
            minRows={2}
            onChange={(event) => {
              setWhy(event.currentTarget.value)
            }}
          />
          {send.error && <TroubleNote error={send.error} />}
          <Group>
            <Button type="submit" loading={send.isPending} disabled={!changed || why.trim() === ''}>
              {amending.proposals.send}
            </Button>
            <Button variant="default" onClick={onDone}>
              {general.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

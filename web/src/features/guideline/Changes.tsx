import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Differences } from '@/ui/Differences'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { Empty, Panel } from '@/ui/Page'
import { Entries } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { amending } from '@/ui/strings/amending'
import styles from './Guideline.module.css'
import { Touched } from './Touched'

/** The versions of the guideline, the newest first, each with what changed. */
export function Changes({ project }: { project: Project }) {
  const query = useQuery(queries.guidelineVersions(project.id))
  return (
    <Panel>
      <Ready query={query}>
        {(versions) =>
          versions.length < 2 ? (
            <Empty {...amending.changes.empty} />
          ) : (
            <Entries rows={versions} keyOf={(made) => made.version}>
              {(made) => (
                <article className={said.entry} aria-label={amending.changes.version(made.version)}>
                  <h3 className={said.asked}>{amending.changes.version(made.version)}</h3>
                  {made.note !== '' && <p className={said.plain}>{made.note}</p>}
                  <Group gap="xs">
                    {made.version > 1 && (
                      <LinkButton
                        to="/projects/$projectId/guideline"
                        params={{ projectId: String(project.id) }}
                        search={{ part: 'changes', version: made.version }}
                        variant="default"
                        size="xs"
                        aria-label={`${amending.changes.see}: ${amending.changes.version(made.version)}`}
                      >
                        {amending.changes.see}
                      </LinkButton>
                    )}
                    <span className={said.small}>
                      {made.version === 1 && `${amending.changes.first} · `}
                      <time dateTime={made.created_on}>{day(made.created_on)}</time>
                    </span>
                  </Group>
                </article>
              )}
            </Entries>
          )
        }
      </Ready>
    </Panel>
  )
}

interface OneProps {
  project: Project
  version: number
  since: number | undefined
}

/** One version beside the one before it, or beside the one that the reader knew; below it what it touches. */
export function OneChange({ project, version, since }: OneProps) {
  const query = useQuery(queries.guidelineChange(project.id, version, since))
  const params = { projectId: String(project.id) }
  return (
    <Ready query={query}>
      {(change) => (
        <Stack gap="lg">
          <Panel
            title={
              since === undefined ? amending.changes.version(version) : amending.changes.since(version, since)
            }
            note={amending.changes.by(change.by, day(change.on))}
          >
            <article className={said.entry} aria-label={amending.changes.version(version)}>
              {change.note !== '' && <p className={said.plain}>{change.note}</p>}
              {change.before === change.markdown ? (
                <p className={said.small}>{amending.changes.same}</p>
              ) : (
                <section className={styles.change} aria-label={amending.proposals.difference} tabIndex={0}>
                  <Differences from={change.before} to={change.markdown} />
                </section>
              )}
              {change.asked_again > 0 && (
                <p className={said.small}>{amending.changes.askedAgain(change.asked_again)}</p>
              )}
              <Group gap="xs">
                <LinkButton
                  to="/projects/$projectId/guideline"
                  params={params}
                  search={{ part: 'changes' }}
                  variant="default"
                  size="xs"
                >
                  {amending.changes.all}
                </LinkButton>
                {change.proposal_id !== null && (
                  <LinkButton
                    to="/projects/$projectId/guideline"
                    params={params}
                    search={{ part: 'proposals', proposal: change.proposal_id }}
                    variant="subtle"
                    size="xs"
                  >
                    {amending.changes.proposal}
                  </LinkButton>
                )}
              </Group>
            </article>
          </Panel>
          {project.my_role === 'manager' && project.state !== 'archived' && version > 1 && (
            <Touched project={project} change={change} />
          )}
        </Stack>
      )}
    </Ready>
  )
}

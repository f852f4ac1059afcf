import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Panel } from '@/ui/Page'
import { amending } from '@/ui/strings/amending'
import { guideline as s } from '@/ui/strings/guideline'
import styles from './OverviewPage.module.css'

/** How many questions wait for an answer, and how long: of the project, never of persons. */
export function Waiting({ project }: { project: Project }) {
  const { data } = useQuery(queries.answering(project.id))
  if (!data || data.open === 0) return null
  return (
    <Panel
      title={s.waiting.title(data.open)}
      note={
        data.oldest_on === null
          ? undefined
          : s.waiting.longest(day(data.oldest_on), data.median_on && day(data.median_on))
      }
      actions={
        <LinkButton
          to="/projects/$projectId/guideline"
          params={{ projectId: String(project.id) }}
          search={{ part: 'threads' }}
          variant="default"
          size="sm"
        >
          {s.waiting.see}
        </LinkButton>
      }
    >
      {data.answerer !== null && (
        <p className={styles.small}>
          {amending.answerer.who} <bdi>{data.answerer}</bdi>
        </p>
      )}
    </Panel>
  )
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import type { PersonSkills } from '@/api/types'
import { PagedList, Ready } from '@/ui/LoadMore'
import { Empty, Page, useTitle } from '@/ui/Page'
import { organization } from '@/ui/strings/organization'
import { quality as s } from '@/ui/strings/quality'
import { Skills } from './Skills'
import styles from './Quality.module.css'

const NOTHING = <Empty title={s.of.empty.title} why={s.of.empty.why} />

/** What is known of somebody's skills, for those who lead the organization. */
export function PersonQualityPage() {
  const { personId } = useParams({ from: '/inside/shell/people/$personId' })
  const query = useInfiniteQuery(queries.qualityOf(Number(personId)))
  return (
    <Page
      title={query.data?.pages[0]?.name ?? ''}
      lead={s.of.lead}
      above={<Link to="/people">{organization.people}</Link>}
    >
      <PagedList query={query} empty={NOTHING}>
        {(rows) => rows.map((row) => <Skills key={row.project_id} row={row} />)}
      </PagedList>
    </Page>
  )
}

/** The same in one project, for those who lead it. */
export function ProjectPersonPage() {
  const { projectId, personId } = useParams({ from: '/inside/shell/projects/$projectId/people/$personId' })
  const query = useQuery(queries.qualityIn(Number(projectId), Number(personId)))
  return <Ready query={query}>{(seen) => <InProject seen={seen} />}</Ready>
}

function InProject({ seen }: { seen: PersonSkills }) {
  useTitle(seen.name)
  return (
    <>
      <h2 className={styles.name}>{seen.name}</h2>
      <p className={styles.lead}>{s.of.lead}</p>
      {seen.rows.length === 0 && NOTHING}
      {seen.rows.map((row) => (
        <Skills key={row.project_id} row={row} />
      ))}
    </>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page } from '@/ui/Page'
import { howDecided } from '@/ui/strings/howDecided'
import { quality as s } from '@/ui/strings/quality'
import { Skills } from './Skills'
import styles from './Quality.module.css'

/** My own skills with the evidence; no rank, and nobody else in sight. */
export function MyQualityPage() {
  const query = useInfiniteQuery(queries.myQuality())
  return (
    <Page title={s.title} lead={s.lead}>
      <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) =>
          rows.map((row) => (
            <Skills
              key={row.project_id}
              row={row}
              own
              further={
                <>
                  <Link
                    to="/projects/$projectId/mine"
                    params={{ projectId: String(row.project_id) }}
                    className={styles.link}
                  >
                    {s.answers}
                  </Link>{' '}
                  <Link
                    to="/projects/$projectId/how-decided"
                    params={{ projectId: String(row.project_id) }}
                    className={styles.link}
                  >
                    {howDecided.link}
                  </Link>
                </>
              }
            />
          ))
        }
      </PagedList>
    </Page>
  )
}

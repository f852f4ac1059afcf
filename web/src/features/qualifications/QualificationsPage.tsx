import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { qualifyingQueries } from '@/api/qualifying'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page, Panel } from '@/ui/Page'
import { qualifications as s } from '@/ui/strings/qualifications'
import styles from './Qualifications.module.css'
import { TakingAppeals } from './TakingAppeals'

/** The qualifications of the organization, and the appeals about them that wait. */
export function QualificationsPage() {
  const query = useInfiniteQuery(qualifyingQueries.qualifications())
  const make = (
    <LinkButton to="/qualifications/new" leftSection={<IconPlus size={18} />}>
      {s.make}
    </LinkButton>
  )
  return (
    <Page title={s.title} lead={s.lead} actions={make}>
      <TakingAppeals />
      <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) => (
          <Panel>
            <ul className={styles.lines}>
              {rows.map((row) => (
                <li key={row.id} className={styles.row}>
                  <Link
                    to="/qualifications/$qualificationId"
                    params={{ qualificationId: String(row.id) }}
                    className={styles.name}
                  >
                    <bdi>{row.name}</bdi>
                  </Link>
                  <span className={styles.small}>{s.tiersOf(row.tiers.map(({ name }) => name))}</span>
                  {row.description && (
                    <span className={`${styles.small} ${styles.wide}`}>{row.description}</span>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </PagedList>
    </Page>
  )
}

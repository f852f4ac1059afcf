import { Anchor } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { decidingQueries } from '@/api/deciding'
import { useMe } from '@/api/session'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page, Panel } from '@/ui/Page'
import { Entries } from '@/ui/Said'
import { app } from '@/ui/strings/app'
import { restrictions as s } from '@/ui/strings/restrictions'
import { OneRestriction } from './OneRestriction'

/** What was taken from me, by whom and why, and my appeals. */
export function RestrictionsPage() {
  const applies = useMe().role === 'applicant'
  return (
    <Page title={s.title} lead={s.lead} narrow>
      <Restrictions />
      {!applies && (
        <p>
          {s.tiers}{' '}
          <Anchor component={Link} to="/me/qualifications" underline="always">
            {app.myQualifications}
          </Anchor>
        </p>
      )}
    </Page>
  )
}

/** The same without a head of its own; `closed`: my access has ended. */
export function Restrictions({ closed = false }: { closed?: boolean }) {
  const query = useInfiniteQuery(decidingQueries.restrictions())
  return (
    <PagedList
      query={query}
      empty={closed ? <p>{s.closed.none}</p> : <Empty title={s.empty.title} why={s.empty.why} />}
    >
      {(rows) => (
        <Panel>
          <Entries rows={rows} keyOf={(row) => row.id}>
            {(row) => <OneRestriction row={row} />}
          </Entries>
        </Panel>
      )}
    </PagedList>
  )
}

import { Button, Center, Loader } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { Absent, absence } from './Absent'
import { general as s } from './strings/general'
import { TroubleNote } from './Trouble'

/** The part of an infinite query that a list needs. */
export interface Paged<Row> {
  data?: { pages: { rows: Row[] }[] }
  error: unknown
  isPending: boolean
  isFetching: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

export function Waiting() {
  return (
    <Center py={64}>
      <Loader size="sm" type="dots" aria-label={s.loading} />
    </Center>
  )
}

/** A list that is read page by page, by key. */
export function PagedList<Row>({
  query,
  empty,
  children,
}: {
  query: Paged<Row>
  empty: ReactNode
  children: (rows: Row[]) => ReactNode
}) {
  if (query.error && !query.data) return <Failed query={query} />
  if (query.isPending || !query.data) return <Waiting />
  const rows = query.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <>{empty}</>
  return (
    <Fragment>
      {children(rows)}
      {query.error !== null && <TroubleNote error={query.error} />}
      {query.hasNextPage && (
        <Center mt="md">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {s.more}
          </Button>
        </Center>
      )}
    </Fragment>
  )
}

interface Loaded<T> {
  data?: T
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** What a query brings, or why it has not. */
export function Ready<T>({ query, children }: { query: Loaded<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Failed query={query} />
  return <Waiting />
}

/** Why nothing came: it is not there for this person, or something went wrong that may pass. */
function Failed({ query }: { query: { error: unknown; refetch: () => unknown } }) {
  const problem = absence(query.error)
  if (problem) return <Absent problem={problem} />
  return <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
}

/** A list that is worked through one by one: what comes next, and what was passed. */
import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { type Paged, Waiting } from './LoadMore'
import { Empty } from './Page'
import { TroubleNote } from './Trouble'

interface OneByOneProps<Row> {
  query: Paged<Row>
  empty: ReactNode
  /** What is said when all of it was seen. */
  through: { title: string; why: string; again: string }
  onAgain: () => void
  children: (row: Row, pass: () => void) => ReactNode
}

export function OneByOne<Row extends { id: number }>({
  query,
  empty,
  through,
  onAgain,
  children,
}: OneByOneProps<Row>) {
  const [behind, setBehind] = useState<ReadonlySet<number>>(new Set())
  const row = query.data?.pages.flatMap((page) => page.rows).find((one) => !behind.has(one.id))
  const { fetchNextPage, hasNextPage, isFetching } = query
  const dry = query.data !== undefined && row === undefined && hasNextPage
  useEffect(() => {
    if (dry && !isFetching) void fetchNextPage()
  }, [dry, fetchNextPage, isFetching])
  if (query.error && !query.data)
    return <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || dry) return <Waiting />
  if (row !== undefined)
    return children(row, () => {
      setBehind((before) => new Set(before).add(row.id))
    })
  if (behind.size === 0) return empty
  return (
    <Empty title={through.title} why={through.why}>
      <Button
        onClick={() => {
          setBehind(new Set())
          onAgain()
        }}
      >
        {through.again}
      </Button>
    </Empty>
  )
}

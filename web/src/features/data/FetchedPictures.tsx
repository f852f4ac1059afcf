import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { supplying, supplyingQueries } from '@/api/supplying'
import type { Import } from '@/api/types'
import { count } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { Details } from './Details'

/** How many of an import's pictures came, which did not, and the way to ask for those again. */
export function FetchedPictures({ row }: { row: Import }) {
  const client = useQueryClient()
  // One request however often the button is pressed.
  const [key, setKey] = useState(newId)
  const again = useMutation({
    mutationFn: () => supplying.fetchPictures(row.id, key),
    onSuccess: () => {
      // What is missing after that may be asked for once more.
      setKey(newId())
      return client.invalidateQueries({ queryKey: supplyingQueries.imports(row.project_id).queryKey })
    },
  })
  const pictures = row.pictures
  if (pictures === null) return null
  const missing = Object.entries(pictures.missing)
  const words = s.fetched
  return (
    <>
      <p className={styles.counts} role="status">
        {words.came(count(pictures.fetched), count(pictures.wanted))}
      </p>
      {missing.length > 0 && (
        <>
          <ul className={styles.faults}>
            {missing.map(([why, n]) => (
              <li key={why}>{words.missed(count(n), n === 1, words.why[why as keyof typeof words.why])}</li>
            ))}
          </ul>
          <Details summary={words.list}>
            <MissedList id={row.id} />
          </Details>
        </>
      )}
      {row.can_try_again && (
        <div className={styles.again}>
          <Button
            size="xs"
            variant="default"
            loading={again.isPending}
            onClick={() => {
              again.mutate()
            }}
          >
            {words.again}
          </Button>
          <span className={styles.small}>{words.againNote}</span>
        </div>
      )}
      {again.error && <TroubleNote error={again.error} />}
    </>
  )
}

function MissedList({ id }: { id: number }) {
  const query = useInfiniteQuery(supplyingQueries.missedPictures(id))
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <ul className={styles.faults}>
          {rows.map((one) => (
            <li key={one.id}>
              <code className={styles.address}>{one.address}</code> {s.fetched.why[one.why]}
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  )
}

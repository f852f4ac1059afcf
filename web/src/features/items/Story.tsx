import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { ItemDetail, StoryLine } from '@/api/types'
import { confidence, count, day } from '@/ui/format'
import { Waiting } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { items as s } from '@/ui/strings/items'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Items.module.css'

/** Why the item stands as it does: every decision on it with its cause and its numbers, the newest last. */
export function Story({ detail }: { detail: ItemDetail }) {
  const query = useInfiniteQuery(queries.story(detail.item.id))
  const lines = (query.data?.pages ?? []).flatMap((page) => page.rows).reverse()
  const now = movedSince(detail, lines.at(-1))
  return (
    <Panel title={s.why[detail.state]}>
      {query.isPending && <Waiting />}
      {query.error && <TroubleNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && lines.length === 0 && <p className={styles.small}>{nothing(detail)}</p>}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {s.earlier}
        </Button>
      )}
      {lines.length > 0 && (
        <ol className={styles.story}>
          {lines.map((line, i) => (
            <Line key={line.id} line={line} newest={i === lines.length - 1} />
          ))}
        </ol>
      )}
      {now && <p className={styles.small}>{now}</p>}
    </Panel>
  )
}

function Line({ line, newest }: { line: StoryLine; newest: boolean }) {
  return (
    <li data-newest={newest || undefined}>
      <p className={styles.when}>
        <time dateTime={line.on}>{day(line.on)}</time>
        {' · '}
        <span lang="en">{line.because}</span>
      </p>
      <p className={styles.told} lang="en">
        {line.says.replaceAll(' %', '\u00a0%')}
      </p>
      {line.proof && (
        <p className={styles.small} lang="en">
          {line.proof}
        </p>
      )}
      {line.person && (
        <p className={styles.small}>
          {line.reason ? s.saidBy(line.person, line.reason) : s.doneBy(line.person)}
        </p>
      )}
    </li>
  )
}

function nothing(detail: ItemDetail): string {
  return detail.state === 'open'
    ? s.notDecided(count(detail.completed), count(detail.wanted))
    : s.decidedBefore
}

/** A refit moves a confidence without deciding anything: then the newest line and the page's number differ. */
function movedSince(detail: ItemDetail, newest: StoryLine | undefined): string | null {
  const rested = newest?.evidence
  const was = rested?.confidence ?? null
  const is = detail.consensus.find((made) => made.question === rested?.question)?.confidence ?? null
  if (was === null || is === null || confidence(was) === confidence(is)) return null
  return s.movedSince(confidence(is))
}

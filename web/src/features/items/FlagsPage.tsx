import { Group } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { items as s } from '@/ui/strings/items'
import { Thanking } from '@/ui/Thanking'
import styles from './Items.module.css'

/** What people flagged at the desk. */
export function FlagsPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/flags' })
  const query = useInfiniteQuery(queries.flags(Number(projectId)))
  const client = useQueryClient()
  const notice = useNotice()
  return (
    <Panel>
      <PagedList query={query} empty={<Empty title={s.flagsEmpty.title} why={s.flagsEmpty.why} />}>
        {(rows) =>
          rows.map((flag) => (
            <article key={flag.id} className={styles.flag}>
              <p className={styles.line}>{flag.note}</p>
              <p className={styles.small}>
                {s.flagOf(flag.person, day(flag.on))}
                {flag.resolved_on && ` · ${s.resolved(day(flag.resolved_on))}`}
              </p>
              {flag.resolution && <p className={styles.line}>→ {flag.resolution}</p>}
              <Group gap="xs">
                <LinkButton
                  variant="default"
                  size="xs"
                  to="/projects/$projectId/items/$itemId"
                  params={{ projectId, itemId: String(flag.item_id) }}
                >
                  {s.seeItem}
                </LinkButton>
                {!flag.resolved_on && (
                  <Asking
                    label={s.resolve}
                    title={s.resolveTitle}
                    explains={s.resolveExplains}
                    asksReason
                    reasonLabel={s.resolution}
                    button={{ size: 'xs', variant: 'light' }}
                    does={async (words) => {
                      await calls.resolveFlag(flag.id, words)
                      await client.invalidateQueries({ queryKey: queries.flags(Number(projectId)).queryKey })
                      notice({ text: s.flagClosed })
                    }}
                  />
                )}
                <Thanking
                  name={flag.person}
                  does={(words) => calls.thank(Number(projectId), 'flag', flag.id, words)}
                />
              </Group>
            </article>
          ))
        }
      </PagedList>
    </Panel>
  )
}

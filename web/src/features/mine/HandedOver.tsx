import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { handing, handingQueries } from '@/api/handing'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { handing as s } from '@/ui/strings/handing'
import styles from './MyAnswersPage.module.css'

/** What I left for a colleague to finish, and what became of it; nothing while there is none. */
export function HandedOver({ project }: { project: number }) {
  const query = useInfiniteQuery(handingQueries.handedOver(project))
  const client = useQueryClient()
  const notice = useNotice()
  const back = useMutation({
    mutationFn: (claim: number) => handing.takeBack(claim),
    onSuccess: () => {
      notice({ text: s.tookBack })
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: handingQueries.handedOver(project).queryKey })
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
    },
  })
  if (!query.data?.pages[0]?.rows.length) return null
  return (
    <Panel title={s.mine}>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row.claim_id} className={styles.handed}>
                <span className={styles.excerpt}>{row.excerpt}</span>
                <span className={styles.answer}>{s.became[row.became]}</span>
                {row.became === 'waiting' && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={s.backNamed(row.excerpt)}
                    loading={back.isPending && back.variables === row.claim_id}
                    onClick={() => {
                      back.mutate(row.claim_id)
                    }}
                  >
                    {s.back}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {back.error && <TroubleNote error={back.error} />}
    </Panel>
  )
}

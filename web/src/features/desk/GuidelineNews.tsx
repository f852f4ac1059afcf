import { Button, Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { BesideTask } from '@/api/types'
import { arriving } from '@/ui/arriving'
import { guideline as s } from '@/ui/strings/guideline'
import styles from './DeskPage.module.css'

const Differences = arriving(() => import('@/ui/Differences'), 'Differences')

interface NewsProps {
  project: number
  claim: number
  news: BesideTask['news']
}

/** What of the guideline is new: said once, in the way of nobody. */
export function GuidelineNews({ project, claim, news }: NewsProps) {
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const { version, since, note } = news
  const change = useQuery({
    ...queries.guidelineChange(project, version ?? 0, since ?? undefined),
    enabled: opened && version !== null,
  })
  const known = () => {
    client.setQueryData(
      queries.beside(claim).queryKey,
      (before) => before && { ...before, news: { ...before.news, version: null } },
    )
    // Not told to the server now, it is said once more another day.
    void calls.sawGuideline(project).then(
      () => {
        // Those of the items ahead were read before.
        client.removeQueries({ queryKey: ['beside'], type: 'inactive' })
        void client.invalidateQueries({ queryKey: queries.unread().queryKey })
      },
      () => undefined,
    )
  }
  return (
    <>
      {version !== null && (
        <div className={styles.looking} role="status">
          <span>
            {since === null ? s.news.titleFirst : s.news.title} <bdi>{note}</bdi>
          </span>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              aria-expanded={opened}
              onClick={() => {
                setOpened(!opened)
              }}
            >
              {s.news.see}
            </Button>
            <Button size="xs" variant="default" onClick={known}>
              {s.news.known}
            </Button>
          </Group>
          {opened && change.data && (
            <section className={styles.changed} aria-label={s.news.difference} tabIndex={0}>
              <Differences from={change.data.before} to={change.data.markdown} />
            </section>
          )}
        </div>
      )}
      {news.asked_again !== null && (
        <p className={styles.again}>{s.news.again(news.asked_again, news.answered_before)}</p>
      )}
    </>
  )
}

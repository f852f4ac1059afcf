import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import type { Outlook, Project } from '@/api/types'
import { overview as s } from '@/ui/strings/overview'
import styles from './NextStep.module.css'

type Place = Outlook['next']['place']

/** What is to be done in the project, in one sentence, with the way there. */
export function NextStep({ project }: { project: Project }) {
  const { data } = useQuery(queries.outlook(project.id))
  if (!data) return <div className={styles.room} aria-hidden />
  const { says, place, waits } = data.next
  const to = ways(String(project.id))[place]
  return (
    <section className={styles.step} data-waits={waits || undefined} aria-label={s.next}>
      <p className={styles.says} lang="en" dir="ltr">
        {says}
      </p>
      {to && (
        <Link {...to} className={styles.go}>
          {s.places[place]}
          <IconArrowRight size={18} aria-hidden />
        </Link>
      )}
    </section>
  )
}

/** Where each step is taken. What is done on this page already needs no way. */
function ways(projectId: string): Record<Place, LinkProps | null> {
  const params = { projectId }
  return {
    overview: null,
    items: { to: '/projects/$projectId/items', params },
    held: { to: '/projects/$projectId/items', params, search: { state: 'held' } },
    review: { to: '/projects/$projectId/review', params },
    appeals: { to: '/projects/$projectId/appeals', params },
    flags: { to: '/projects/$projectId/flags', params },
    threads: { to: '/projects/$projectId/guideline', params, search: { part: 'threads' } },
    proposals: { to: '/projects/$projectId/guideline', params, search: { part: 'proposals' } },
    data: { to: '/projects/$projectId/data', params },
    settings: { to: '/projects/$projectId/settings', params },
    people: { to: '/people' },
  }
}

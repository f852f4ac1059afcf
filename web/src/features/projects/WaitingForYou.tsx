import { Link, type LinkProps } from '@tanstack/react-router'
import { useMe } from '@/api/session'
import type { OrganizationWaiting, ProjectRow } from '@/api/types'
import { Panel } from '@/ui/Page'
import { work as w } from '@/ui/strings/work'
import styles from './ProjectsPage.module.css'

/** What waits for whoever leads or reviews, each a way there. */
export function WaitingForYou({ rows, inAll }: { rows: ProjectRow[]; inAll?: OrganizationWaiting }) {
  const me = useMe()
  const waiting = rows.flatMap((row) => {
    const found = row.waiting ? waysOf(row) : []
    return found.length > 0 ? [{ row, found }] : []
  })
  const wide = inAll ? waysInAll(inAll) : []
  if (waiting.length === 0 && wide.length === 0) return null
  return (
    <div className={styles.lead}>
      <Panel title={w.waiting.title}>
        <ul className={styles.waiting}>
          {wide.length > 0 && (
            <li>
              <span className={styles.waitingName}>{me.organization}</span>
              <Ways found={wide} of={me.organization} />
            </li>
          )}
          {waiting.map(({ row, found }) => (
            <li key={row.id}>
              <span className={styles.waitingName}>{row.name}</span>
              <Ways found={found} of={row.name} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

interface Way {
  says: string
  to: LinkProps
}

function Ways({ found, of }: { found: Way[]; of: string }) {
  return (
    <span className={styles.ways}>
      {found.map(({ says, to }) => (
        <Link key={says} {...to} className={styles.way} aria-label={`${says}: ${of}`}>
          {says}
        </Link>
      ))}
    </span>
  )
}

/** What waits in the organization, beside its projects. */
function waysInAll({ applications, restrictions, takings, keys }: OrganizationWaiting): Way[] {
  const all: [number, string, LinkProps][] = [
    [applications, w.waiting.applications(applications), { to: '/people/applications' }],
    [restrictions, w.waiting.restrictions(restrictions), { to: '/people' }],
    [takings, w.waiting.takings(takings), { to: '/qualifications' }],
    ...keys.map((one): [number, string, LinkProps] => [
      one.appeals,
      w.waiting.keys(one.appeals, `\u2068${one.title}\u2069`),
      { to: '/assessments/$assessmentId', params: { assessmentId: String(one.assessment_id) } },
    ]),
  ]
  return all.flatMap(([n, says, to]) => (n > 0 ? [{ says, to }] : []))
}

function waysOf(row: ProjectRow): Way[] {
  const params = { projectId: String(row.id) }
  const { appeals, questions, flags, disputed, below_target, no_gain } = row.waiting ?? NOTHING
  const all: [number, string, LinkProps][] = [
    [appeals, w.waiting.appeals(appeals), { to: '/projects/$projectId/appeals', params }],
    [
      questions,
      w.waiting.questions(questions),
      { to: '/projects/$projectId/guideline', params, search: { part: 'threads' } },
    ],
    [flags, w.waiting.flags(flags), { to: '/projects/$projectId/flags', params }],
    [disputed, w.waiting.disputed(disputed), { to: '/projects/$projectId/review', params }],
    [
      below_target,
      w.waiting.below(below_target),
      { to: '/projects/$projectId/items', params, search: { state: 'settled', how: 'most-reached' } },
    ],
    [
      no_gain,
      w.waiting.noGain(no_gain),
      { to: '/projects/$projectId/items', params, search: { state: 'settled', how: 'no-gain' } },
    ],
  ]
  return all.flatMap(([n, says, to]) => (n > 0 ? [{ says, to }] : []))
}

const NOTHING = { appeals: 0, questions: 0, flags: 0, disputed: 0, below_target: 0, no_gain: 0 }

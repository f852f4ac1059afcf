import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { organizingQueries } from '@/api/organizing'
import type { Change } from '@/api/types'
import { day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page, Panel } from '@/ui/Page'
import { changes } from '@/ui/strings/changes'
import { organization as s } from '@/ui/strings/organization'
import { doneIn, factsIn } from './changes'
import styles from './Organization.module.css'

/** Every change, with who and when. */
export function AuditPage() {
  const query = useInfiniteQuery(organizingQueries.audit())
  return (
    <Page title={s.audit} lead={s.auditLead}>
      <Panel>
        <PagedList query={query} empty={<Empty title={s.auditEmpty.title} why={s.auditEmpty.why} />}>
          {(rows) => (
            <ol className={styles.changes}>
              {rows.map((row) => (
                <ChangeRow key={row.id} change={row} />
              ))}
            </ol>
          )}
        </PagedList>
      </Panel>
    </Page>
  )
}

function ChangeRow({ change }: { change: Change }) {
  const facts = factsIn(change.detail)
  return (
    <li>
      <p className={styles.change}>
        <strong>{change.person ?? s.system}</strong> {doneIn(change.action)}
        <span className={styles.small}>
          <Subject change={change} />
        </span>
      </p>
      <time className={styles.when} dateTime={change.on}>
        {day(change.on)}
      </time>
      {facts.length > 0 && (
        <ul className={styles.changed}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** What a change was about, by the name that it has now. */
function Subject({ change }: { change: Change }) {
  const { subject, subject_id: id, about } = change
  if (subject === 'organization') return null
  const name =
    `${changes.subjects[subject] ?? subject} ${about ?? (id === null ? '' : `#${String(id)}`)}`.trim()
  if (subject !== 'project' || id === null) return <>{name}</>
  return (
    <Link to="/projects/$projectId" params={{ projectId: String(id) }}>
      {name}
    </Link>
  )
}

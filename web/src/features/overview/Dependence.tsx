import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { DependenceRow, Project } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count, day, decimal, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { dependence as s } from '@/ui/strings/dependence'
import styles from './Dependence.module.css'

/** Whose answers depend on each other, by letters: what shows it, what it changes, and what it does not prove. */
export function Dependence({ project }: { project: Project }) {
  const query = useInfiniteQuery(queries.dependence(project.id))
  const none = query.data?.pages[0]?.rows.length === 0
  return (
    <Panel title={s.title} note={none ? undefined : s.note}>
      <PagedList query={query} empty={<p className={styles.small}>{s.none}</p>}>
        {(rows) => rows.map((row) => <Finding key={row.id} project={project} found={row} />)}
      </PagedList>
    </Panel>
  )
}

function Finding({ project, found }: { project: Project; found: DependenceRow }) {
  const client = useQueryClient()
  const notice = useNotice()
  const again = () => client.invalidateQueries({ queryKey: queries.dependence(project.id).queryKey })
  const people = s.people(found.people)
  return (
    <section className={styles.finding} aria-label={s.label(found.title, people)}>
      <h3 className={styles.head}>{s.head(count(found.people.length), people)}</h3>
      <p className={styles.asked} dir="auto">
        {found.title}
      </p>
      <p className={styles.words}>
        {s.counts(percent(found.share, 0), decimal(found.voices, 1), count(found.people.length))}
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={s.shows}>
        <table className={styles.table}>
          <caption className={styles.small}>{s.shows}</caption>
          <thead>
            <tr>
              <th scope="col">{s.item}</th>
              <th scope="col">{s.same}</th>
              <th scope="col">{s.others}</th>
            </tr>
          </thead>
          <tbody>
            {found.items.map((item) => (
              <tr key={item.item_id}>
                <td className={styles.excerpt} dir="auto">
                  {/* No way to the item's page: there names stand beside answers. */}
                  {item.excerpt || `#${String(item.item_id)}`}
                </td>
                <td>
                  <strong dir="auto">{item.said}</strong>{' '}
                  <span className={styles.small}>{s.people(item.people)}</span>
                </td>
                <td>
                  {item.others.map((one) => s.votes(count(one.people), one.said)).join(', ') || s.nobody}
                  {item.known !== '' && <span className={styles.known}>{s.known(item.known)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.small}>{s.proves}</p>
      {found.revealed && (
        <div className={styles.box}>
          <p className={styles.boxTitle}>{s.names}</p>
          <dl className={styles.names}>
            {found.revealed.people.map((one) => (
              <div key={one.letter}>
                <dt>{one.letter}</dt>
                <dd>{one.name}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.small}>{s.namesNote(found.revealed.reason)}</p>
        </div>
      )}
      {found.may_reveal && (
        <div className={styles.ways}>
          <Asking
            label={s.reveal}
            about={people}
            title={s.revealTitle}
            explains={s.revealExplains}
            asksReason
            reasonLabel={s.revealReason}
            reasonHint={s.revealReasonHint}
            button={{ size: 'xs', variant: 'default' }}
            does={async (reason) => {
              await calls.reveal(found.id, reason)
              await again()
            }}
          />
        </div>
      )}
      {found.appeals.map((one) => (
        <div key={one.id} className={styles.box}>
          <p className={styles.boxTitle}>{s.appealed(day(one.due_on))}</p>
          <p className={styles.words} dir="auto">
            {one.argument || s.noArgument}
          </p>
          <p className={styles.small}>{s.revealedFor(one.reason)}</p>
          <div className={styles.ways}>
            {([true, false] as const).map((upheld) => (
              <Asking
                key={String(upheld)}
                label={upheld ? s.uphold : s.decline}
                about={people}
                title={upheld ? s.upholdTitle : s.declineTitle}
                explains={upheld ? s.upholdExplains : s.declineExplains}
                asksReason
                reasonHint={s.decisionHint}
                longest={4000}
                button={{ size: 'xs', variant: 'default' }}
                does={async (reason) => {
                  await calls.decideReveal(one.id, upheld, reason)
                  await again()
                  notice({ text: upheld ? s.upheld : s.declined })
                }}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}

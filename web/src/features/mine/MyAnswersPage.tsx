import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { useArrived } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import { supplyingQueries } from '@/api/supplying'
import type { HistoryRow, InboxEntry, Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import type { Asked } from '@/kinds/registry'
import { Appealing } from '@/ui/Appealing'
import { titleOf } from '@/ui/entries'
import { count, moment } from '@/ui/format'
import { PagedList, Ready } from '@/ui/LoadMore'
import { Empty, Panel } from '@/ui/Page'
import { UseList } from '@/ui/UseList'
import { handing as h } from '@/ui/strings/handing'
import { mine as s } from '@/ui/strings/mine'
import { uses as became } from '@/ui/strings/uses'
import { Effort } from './Effort'
import { HandedOver } from './HandedOver'
import styles from './MyAnswersPage.module.css'

/** What I submitted in this project, newest first, each a way back to the desk. */
export function MyAnswersPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId' })
  const project = useQuery(queries.project(Number(projectId)))
  return (
    <Ready query={project}>
      {(read) => <Formed questions={read.questions}>{(form) => <List project={read} form={form} />}</Formed>}
    </Ready>
  )
}

function List({ project, form }: { project: Project; form: Asked[] }) {
  const query = useInfiniteQuery(queries.history(project.id))
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: queries.history(project.id).queryKey })
  useArrived(() => void refresh())
  const some = query.data?.pages.some(({ rows }) => rows.length > 0) ?? false
  return (
    <>
      <Became project={project} />
      <Panel>
        <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
          {(rows) => (
            <ul className={styles.list}>
              {rows.map((row) => (
                <li key={row.annotation_id} className={styles.entry}>
                  <Link
                    to="/projects/$projectId/desk"
                    params={{ projectId: String(project.id) }}
                    search={{ claim: row.claim_id }}
                    className={styles.row}
                  >
                    <span className={styles.excerpt}>{row.excerpt}</span>
                    <span className={styles.answer}>
                      {inWords(form, row)}
                      {row.earlier && <span className={styles.mark}>{s.earlier}</span>}
                      {row.begun && <span className={styles.mark}>{h.begunByOther}</span>}
                    </span>
                    <time className={styles.when} dateTime={row.submitted_at}>
                      {moment(row.submitted_at)}
                    </time>
                  </Link>
                  <CameBack entries={row.came_back} />
                  {row.may_appeal && (
                    <Appealing
                      of={row.excerpt}
                      does={async (argument) => {
                        if (row.may_appeal) await calls.appeal(row.item_id, row.may_appeal, argument)
                        await refresh()
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </Panel>
      <HandedOver project={project.id} />
      {some && <Effort project={project.id} />}
    </>
  )
}

/** The versions that hold my answers, and what they were used for; nothing while there is none. */
function Became({ project }: { project: Project }) {
  const query = useInfiniteQuery(supplyingQueries.myVersions(project.id))
  if (!query.data?.pages[0]?.rows.length) return null
  return (
    <Panel title={became.mine}>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <ul className={styles.became}>
            {rows.map((row) => (
              <li key={row.version_id}>
                <span>{became.inVersion(row.number, row.answers, count(row.answers))}</span>
                {row.uses.length > 0 ? (
                  <UseList uses={row.uses} />
                ) : (
                  <p className={styles.reason}>{became.notUsed}</p>
                )}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </Panel>
  )
}

/** What came back on an answer, as the inbox says it. */
function CameBack({ entries }: { entries: InboxEntry[] }) {
  if (entries.length === 0) return null
  return (
    <ul className={styles.cameBack}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={styles.mark}>{titleOf(entry)}</span>
          {entry.reason !== '' && <q className={styles.reason}>{entry.reason}</q>}
        </li>
      ))}
    </ul>
  )
}

function inWords(form: Asked[], row: HistoryRow): string {
  return form
    .flatMap(({ question, kind }) => {
      const answer = kind?.readAnswer(question, row.answers[question.key]) ?? null
      return answer && kind ? [kind.shown(question, answer)] : []
    })
    .join(' · ')
}

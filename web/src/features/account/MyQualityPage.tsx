import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { MyQuality } from '@/api/types'
import { Appealing } from '@/ui/Appealing'
import { EstimateView } from '@/ui/EstimateView'
import { Ready } from '@/ui/LoadMore'
import { Empty, Page, Panel } from '@/ui/Page'
import { account } from '@/ui/strings/account'
import { appeals } from '@/ui/strings/appeals'
import styles from './Account.module.css'

const s = account.quality

/** My own skills with the evidence; no rank, and nobody else in sight. */
export function MyQualityPage() {
  const query = useQuery(queries.myQuality())
  return (
    <Page title={s.title} lead={s.lead}>
      <Ready query={query}>
        {(rows) => (
          <>
            {rows.length === 0 && <Empty title={s.empty.title} why={s.empty.why} />}
            {rows.map((row) => (
              <SkillPanel key={`${String(row.project_id)}/${row.question}`} row={row} />
            ))}
          </>
        )}
      </Ready>
    </Page>
  )
}

function SkillPanel({ row }: { row: MyQuality }) {
  const client = useQueryClient()
  return (
    <Panel title={row.title} note={row.project}>
      <div className={styles.skill}>
        <EstimateView title={s.skill} estimate={row.skill} as="share" />
        <div>
          <p className={styles.small}>{s.evidence}</p>
          {row.evidence.length === 0 && <p>{s.evidenceNone}</p>}
          <ul className={styles.evidence}>
            {row.evidence.map((piece) => (
              <li key={piece.item_id}>
                <p className={styles.excerpt}>{piece.excerpt}</p>
                <dl className={styles.pair}>
                  <div>
                    <dt>{s.mine}</dt>
                    <dd>{piece.mine}</dd>
                  </div>
                  <div>
                    <dt>{piece.source === 'gold' ? s.gold : s.consensus}</dt>
                    <dd>{piece.other}</dd>
                  </div>
                </dl>
                {piece.reason && <p className={styles.small}>{piece.reason}</p>}
                {piece.appealed && (
                  <Link to="/me/appeals" className={styles.link}>
                    {appeals.state[piece.appealed]}
                  </Link>
                )}
                {piece.may_appeal && (
                  <Appealing
                    of={piece.excerpt}
                    does={async (argument) => {
                      if (piece.may_appeal) await calls.appeal(piece.item_id, piece.may_appeal, argument)
                      await client.invalidateQueries({ queryKey: queries.myQuality().queryKey })
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
          <Link
            to="/projects/$projectId/mine"
            params={{ projectId: String(row.project_id) }}
            className={styles.link}
          >
            {s.open}
          </Link>
        </div>
      </div>
    </Panel>
  )
}

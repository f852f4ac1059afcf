import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import type { QualificationDetail, QualificationIn } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Page, Panel } from '@/ui/Page'
import { qualifications as s } from '@/ui/strings/qualifications'
import { Holders } from './Holders'
import styles from './Qualifications.module.css'
import { QualificationForm } from './QualificationForm'
import { tierName } from './tiers'

/** One qualification: who holds it, which projects ask for it, and what it is. */
export function QualificationPage() {
  const { qualificationId } = useParams({ strict: false })
  const query = useQuery(qualifyingQueries.qualification(Number(qualificationId)))
  return <Ready query={query}>{(row) => <Whole key={row.id} row={row} />}</Ready>
}

function Whole({ row }: { row: QualificationDetail }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const save = useMutation({
    mutationFn: (asked: QualificationIn) => qualifying.changeQualification(row.id, asked),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: qualifyingQueries.qualifications().queryKey })
      notice({ text: s.saved })
    },
  })
  return (
    <Page
      title={row.name}
      above={<Link to="/qualifications">{s.back}</Link>}
      lead={row.description}
      actions={
        <Asking
          label={s.remove}
          title={s.removeTitle(row.name)}
          explains={s.removeExplains}
          danger
          button={{ variant: 'default' }}
          does={async () => {
            await qualifying.removeQualification(row.id)
            await navigate({ to: '/qualifications' })
            await client.invalidateQueries({ queryKey: qualifyingQueries.qualifications().queryKey })
            notice({ text: s.removed(row.name) })
          }}
        />
      }
    >
      <Panel title={s.asked}>
        {row.asked_by.length === 0 ? (
          <p className={styles.small}>{s.askedByNone}</p>
        ) : (
          <ul className={styles.lines}>
            {row.asked_by.map((one) => (
              <li key={one.project_id}>
                <Link to="/projects/$projectId/settings" params={{ projectId: String(one.project_id) }}>
                  {s.askedBy(one.project, tierName(row, one.tier))}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Holders row={row} />
      <QualificationForm now={row} busy={save.isPending} error={save.error} onSave={save.mutate} />
    </Page>
  )
}

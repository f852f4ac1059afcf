import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { AssessmentTerms } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { PagedList, Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Page, Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Assessments.module.css'
import { TermsFields, USUAL } from './TermsFields'

/** The organization's assessments, for whoever leads. */
export function AssessmentsPage() {
  const query = useInfiniteQuery(assessingQueries.assessments())
  const [making, setMaking] = useState(false)
  const make = (
    <Button
      leftSection={<IconPlus size={18} />}
      onClick={() => {
        setMaking(true)
      }}
    >
      {s.make}
    </Button>
  )
  return (
    <Page title={s.title} lead={s.lead} actions={make}>
      <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) => (
          <Panel>
            {rows.map((row) => (
              <div key={row.id} className={styles.row}>
                <div>
                  <Link to="/assessments/$assessmentId" params={{ assessmentId: String(row.id) }}>
                    <bdi>{row.title}</bdi>
                  </Link>
                  <p className={styles.small}>
                    {s.row(count(row.items), count(row.handed_in), count(row.passed))}
                  </p>
                </div>
                <span>{s.state[row.state]}</span>
              </div>
            ))}
          </Panel>
        )}
      </PagedList>
      {making && (
        <Making
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </Page>
  )
}

function Making({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const ready = useQuery(assessingQueries.readyMade())
  const projects = useInfiniteQuery(queries.projects({ state: 'active' }))
  const [key] = useState(newId)
  const [from, setFrom] = useState('')
  const [terms, setTerms] = useState<AssessmentTerms>(USUAL)
  const save = useMutation({
    mutationFn: () =>
      assessing.makeAssessment(
        from.startsWith('p')
          ? { ...terms, project_id: Number(from.slice(1)) }
          : { ...terms, ready_made: from.slice(1) },
        key,
      ),
    onSuccess: async ({ id }) => {
      notice({ text: s.made })
      void client.invalidateQueries({ queryKey: assessingQueries.assessments().queryKey })
      await navigate({ to: '/assessments/$assessmentId', params: { assessmentId: String(id) } })
    },
  })
  const rows = projects.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Dialog title={s.make} onClose={onClose}>
      <Ready query={ready}>
        {(shipped) => (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              save.mutate()
            }}
          >
            <Stack gap="md">
              <NativeSelect
                label={s.from}
                required
                value={from}
                data={[
                  { value: '', label: s.chooseFrom },
                  ...shipped.map((one) => ({ value: `r${one.name}`, label: s.ready(one.title) })),
                  ...rows.map((one) => ({ value: `p${String(one.id)}`, label: s.project(one.name) })),
                ]}
                onChange={(event) => {
                  const chosen = event.currentTarget.value
                  setFrom(chosen)
                  const one = shipped.find(({ name }) => chosen === `r${name}`)
                  if (one) {
                    const { title, about, drawn, pass_mark, tries, wait_days, minutes } = one
                    setTerms({ ...terms, title, about, drawn, pass_mark, tries, wait_days, minutes })
                  }
                }}
              />
              <TermsFields terms={terms} onChange={setTerms} />
              {save.error && <TroubleNote error={save.error} />}
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending} disabled={from === ''}>
                  {s.make}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Ready>
    </Dialog>
  )
}

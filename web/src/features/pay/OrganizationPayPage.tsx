import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { paying, payingQueries } from '@/api/paying'
import { useMe } from '@/api/session'
import type { Owed } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money, readMoney } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Empty, Page, Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import { Floors } from './Floors'
import { HookPanel } from './HookPanel'
import styles from './Pay.module.css'
import { Statements } from './Statements'

/** What is owed to whom, for owners: taken to payroll as a file, corrected by lines of their own. */
export function OrganizationPayPage() {
  const query = useInfiniteQuery(payingQueries.pay())
  const [chosen, choose] = useState<Owed | null>(null)
  return (
    <Page title={s.organization} lead={s.organizationLead}>
      <PagedList
        query={query}
        empty={<Empty title={s.organizationEmpty.title} why={s.organizationEmpty.why} />}
      >
        {(rows) => (
          <Panel title={s.open}>
            <div className={styles.wide}>
              <table className={styles.table} aria-label={s.organization}>
                <thead>
                  <tr>
                    <th scope="col">{s.person}</th>
                    <th scope="col">{s.pseudonym}</th>
                    <th scope="col" className={styles.number}>
                      {s.postings}
                    </th>
                    <th scope="col" className={styles.number}>
                      {s.amount}
                    </th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${String(row.person_id)} ${row.currency}`}>
                      <td>
                        <bdi>{row.name}</bdi>
                      </td>
                      <td>{row.pseudonym}</td>
                      <td className={styles.number}>{count(row.postings)}</td>
                      <td className={styles.number}>{money(row.amount, row.currency)}</td>
                      <td className={styles.number}>
                        <Button
                          size="xs"
                          variant="subtle"
                          color="gray"
                          aria-label={s.correctNamed(row.name, row.currency)}
                          onClick={() => {
                            choose(row)
                          }}
                        >
                          {s.correct}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Panel>
        )}
      </PagedList>
      <Statements />
      <Floors />
      <HookPanel />
      {chosen && (
        <Correction
          row={chosen}
          onClose={() => {
            choose(null)
          }}
        />
      )}
    </Page>
  )
}

function Correction({ row, onClose }: { row: Owed; onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const me = useMe()
  const [key] = useState(newId)
  const [written, write] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const amount = readMoney(written, row.currency)
  const fits = amount !== null && amount !== 0
  const post = useMutation({
    mutationFn: () =>
      paying.correctPay(row.person_id, { currency: row.currency, amount: amount ?? 0, reason }, key),
    onSuccess: async () => {
      notice({ text: s.posted })
      await Promise.all([
        client.invalidateQueries({ queryKey: payingQueries.pay().queryKey }),
        client.invalidateQueries({ queryKey: payingQueries.myPay().queryKey }),
      ])
      onClose()
    },
  })
  return (
    <Dialog title={s.correctTitle(row.name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (fits && reason.trim()) post.mutate()
        }}
      >
        <Stack gap="md">
          {me.person_id === row.person_id && <p>{s.correctOwn}</p>}
          <TextInput
            data-autofocus
            label={`${s.correctAmount} (${row.currency})`}
            inputMode="decimal"
            value={written}
            error={tried && !fits ? s.notMoney : undefined}
            onChange={(event) => {
              write(event.currentTarget.value)
            }}
          />
          <Textarea
            label={s.reason}
            description={s.reasonHint}
            required
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {post.error && <TroubleNote error={post.error} />}
          <Group>
            <Button type="submit" loading={post.isPending}>
              {s.post}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paying, payingQueries } from '@/api/paying'
import { newId } from '@/api/keeping/ids'
import type { PayStatement } from '@/api/types'
import { monthOnly, today } from '@/ui/dates'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Pay.module.css'

/** A month's statements: closed once, taken to payroll as a file, sent again where payroll did not take them. */
export function Statements() {
  const client = useQueryClient()
  const [month, setMonth] = useState(() => today().slice(0, 7))
  const query = useInfiniteQuery(payingQueries.statements(month))
  const [closing, close] = useState(false)
  const again = useMutation({
    mutationFn: paying.sendStatement,
    onSuccess: () => client.invalidateQueries({ queryKey: payingQueries.statements(month).queryKey }),
  })
  return (
    <Panel title={s.statements} note={s.statementsNote}>
      <Group align="flex-end" mb="md">
        <TextInput
          type="month"
          label={s.month}
          value={month}
          onChange={(event) => {
            if (/^\d{4}-\d{2}$/.test(event.currentTarget.value)) setMonth(event.currentTarget.value)
          }}
        />
        <Button
          onClick={() => {
            close(true)
          }}
        >
          {s.close}
        </Button>
      </Group>
      {again.error && <TroubleNote error={again.error} />}
      <PagedList query={query} empty={<p>{s.noStatements}</p>}>
        {(rows) => (
          <>
            <div className={styles.wide}>
              <table className={styles.table} aria-label={s.statements}>
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
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <bdi>{row.name}</bdi>
                        {row.alone > 0 && (
                          <div className={styles.small}>{s.alone(count(row.alone), row.alone === 1)}</div>
                        )}
                        <Sent
                          row={row}
                          onAgain={() => {
                            again.mutate(row.id)
                          }}
                        />
                      </td>
                      <td>{row.pseudonym}</td>
                      <td className={styles.number}>{count(row.lines)}</td>
                      <td className={styles.number}>{money(row.amount, row.currency)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Group mt="md">
              <Button
                component="a"
                variant="default"
                href={`/api/v1/pay/statements/export?month=${month}&form=csv`}
                download
              >
                {s.csv}
              </Button>
              <Button
                component="a"
                variant="default"
                href={`/api/v1/pay/statements/export?month=${month}&form=json`}
                download
              >
                {s.json}
              </Button>
            </Group>
          </>
        )}
      </PagedList>
      {closing && (
        <Closing
          month={month}
          onClose={() => {
            close(false)
          }}
        />
      )}
    </Panel>
  )
}

/** How far a statement has come on its way to payroll; nothing where it goes nowhere. */
function Sent({ row, onAgain }: { row: PayStatement; onAgain: () => void }) {
  if (row.sent === null) return null
  return (
    <div className={styles.small}>
      {s.delivery[row.sent]}
      {row.problem !== null && `: ${row.problem}`}
      {row.sent === 'failed' && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          ms="sm"
          aria-label={s.againNamed(row.name)}
          onClick={onAgain}
        >
          {s.again}
        </Button>
      )}
    </div>
  )
}

function Closing({ month, onClose }: { month: string; onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [so, setSo] = useState(0)
  // Sent again because no answer came, each batch says again what it closed.
  const [key] = useState(newId)
  const close = useMutation({
    mutationFn: async () => {
      let sum = 0
      let batch = 0
      let after: string | null = null
      do {
        const closed: Awaited<ReturnType<typeof paying.closeMonth>> = await paying.closeMonth(
          month,
          after,
          `${key}-${String(batch++)}`,
        )
        sum += closed.statements
        setSo(sum)
        after = closed.next
      } while (after !== null)
      return sum
    },
    onSuccess: async (sum) => {
      notice({ text: sum > 0 ? s.closed(count(sum)) : s.closedNone })
      await Promise.all([
        client.invalidateQueries({ queryKey: ['pay'] }),
        client.invalidateQueries({ queryKey: ['my-pay'] }),
      ])
      onClose()
    },
  })
  const title = s.closeTitle(monthOnly(month))
  const early = month >= new Date().toISOString().slice(0, 7)
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack gap="md">
        <p>{early ? `${s.closeLead} ${s.closeEarly}` : s.closeLead}</p>
        {close.isPending && <p role="status">{s.closing(count(so))}</p>}
        {close.error && <TroubleNote error={close.error} />}
        <Group>
          <Button
            data-autofocus
            loading={close.isPending}
            onClick={() => {
              close.mutate()
            }}
          >
            {title}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

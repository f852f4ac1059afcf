import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { money, plain, readMoney } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Settings.module.css'

type Pay = Awaited<ReturnType<typeof calls.projectPay>>

/** What an answer is paid, and what it was paid before. */
export function PayPanel({ project }: { project: Project }) {
  const query = useQuery(queries.projectPay(project.id))
  return (
    <Panel title={s.section} note={s.sectionNote}>
      <Ready query={query}>
        {(pay) => <PayForm key={pay.rates[0]?.since ?? ''} project={project} pay={pay} />}
      </Ready>
    </Panel>
  )
}

function PayForm({ project, pay }: { project: Project; pay: Pay }) {
  const client = useQueryClient()
  const notice = useNotice()
  const now = pay.rates[0]
  const [currency, setCurrency] = useState(now?.currency ?? 'EUR')
  const [written, write] = useState(now ? plain(now.amount, now.currency) : '')
  const [tried, setTried] = useState(false)
  const known = /^[A-Z]{3}$/.test(currency)
  const amount = readMoney(written, currency)
  const fits = amount !== null && amount >= 0
  const save = useMutation({
    mutationFn: () => calls.setPay(project.id, { currency, amount: amount ?? 0 }),
    onSuccess: (changed) => {
      client.setQueryData(queries.projectPay(project.id).queryKey, changed)
      notice({ text: s.saved })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (known && fits) save.mutate()
      }}
    >
      <Stack gap="md">
        <Group align="flex-start">
          <TextInput
            label={s.perAnswer}
            inputMode="decimal"
            value={written}
            error={tried && !fits ? s.notMoney : undefined}
            onChange={(event) => {
              write(event.currentTarget.value)
            }}
          />
          <TextInput
            label={s.currency}
            maxLength={3}
            value={currency}
            error={tried && !known ? s.currencyHint : undefined}
            onChange={(event) => {
              setCurrency(event.currentTarget.value.toUpperCase())
            }}
          />
        </Group>
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {s.save}
          </Button>
        </Group>
        {pay.rates.length > 0 && (
          <ul className={styles.versions} aria-label={s.history}>
            {pay.rates.map((rate) => (
              <li key={rate.since}>
                {s.rate(money(rate.amount, rate.currency), day(rate.since), `\u2068${rate.by}\u2069`)}
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </form>
  )
}

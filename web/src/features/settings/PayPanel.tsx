import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paying, payingQueries } from '@/api/paying'
import type { PayBasis, Project, ProjectPay } from '@/api/types'
import { count, day, decimal } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { money, plain, readMoney } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import { HoursToConfirm } from './HoursToConfirm'
import styles from './Settings.module.css'

/** What work is paid, what it was paid before, and hours that wait for somebody who leads. */
export function PayPanel({ project }: { project: Project }) {
  const query = useQuery(payingQueries.projectPay(project.id))
  return (
    <>
      <Panel title={s.section} note={s.sectionNote}>
        <Ready query={query}>
          {(pay) => <PayForm key={JSON.stringify(pay.rates[0])} project={project} pay={pay} />}
        </Ready>
      </Panel>
      {query.data?.rates.some((rate) => rate.basis === 'hour') && <HoursToConfirm project={project} />}
    </>
  )
}

function PayForm({ project, pay }: { project: Project; pay: ProjectPay }) {
  const client = useQueryClient()
  const notice = useNotice()
  const now = pay.rates[0]
  const [basis, setBasis] = useState<PayBasis>(now?.basis ?? 'answer')
  const [currency, setCurrency] = useState(now?.currency ?? 'EUR')
  const [written, write] = useState(now ? plain(now.amount, now.currency) : '')
  const [meant, mean] = useState(false)
  const [tried, setTried] = useState(false)
  const known = /^[A-Z]{3}$/.test(currency)
  const amount = readMoney(written, currency)
  const fits = amount !== null && amount >= 0
  const floor = known && fits && amount > 0 ? below(pay, basis, currency, amount) : null
  const save = useMutation({
    mutationFn: () =>
      paying.setPay(project.id, { basis, currency, amount: amount ?? 0, below_floor: floor !== null }),
    onSuccess: (changed) => {
      client.setQueryData(payingQueries.projectPay(project.id).queryKey, changed)
      notice({ text: s.saved })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (known && fits && (floor === null || meant)) save.mutate()
      }}
    >
      <Stack gap="md">
        <NativeSelect
          label={s.basis}
          description={s.basisNotes[basis]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={basis}
          data={(['answer', 'accepted', 'hour'] as const).map((one) => ({ value: one, label: s.bases[one] }))}
          onChange={(event) => {
            setBasis(event.currentTarget.value as PayBasis)
          }}
        />
        <Group align="flex-start">
          <TextInput
            label={s.amount}
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
        {known && fits && amount > 0 && (
          <ComesTo pay={pay} basis={basis} currency={currency} amount={amount} />
        )}
        {floor !== null && (
          <Checkbox
            label={s.meant}
            checked={meant}
            error={tried && !meant ? s.meantNeeded : undefined}
            onChange={(event) => {
              mean(event.currentTarget.checked)
            }}
          />
        )}
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {s.save}
          </Button>
        </Group>
        {pay.rates.length > 0 && (
          <ul className={styles.versions} aria-label={s.history}>
            {pay.rates.map((rate, newer) => (
              <li key={pay.rates.length - newer}>
                {s.rate(
                  `${s.bases[rate.basis]}: ${money(rate.amount, rate.currency)}`,
                  day(rate.since),
                  `\u2068${rate.by}\u2069`,
                )}
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </form>
  )
}

/** What an hour comes to, rounded down to the minor unit; null: nobody knows yet. */
function hourly(pay: ProjectPay, basis: PayBasis, amount: number): number | null {
  if (basis === 'hour') return amount
  return pay.minutes === null ? null : Math.floor((amount * 60) / pay.minutes)
}

/** The floor that a rate falls below, as the server sees it; null: it does not, or nobody knows. */
function below(pay: ProjectPay, basis: PayBasis, currency: string, amount: number): number | null {
  const floor = pay.floors.find((one) => one.currency === currency)
  const minutes = basis === 'hour' ? 60 : pay.minutes
  return floor && minutes !== null && amount * 60 < floor.amount * minutes ? floor.amount : null
}

function ComesTo({
  pay,
  basis,
  currency,
  amount,
}: {
  pay: ProjectPay
  basis: PayBasis
  currency: string
  amount: number
}) {
  const comes = hourly(pay, basis, amount)
  const floor = below(pay, basis, currency, amount)
  if (floor !== null && comes !== null)
    return (
      <Text role="status" fw={650}>
        {s.below(money(comes, currency), money(floor, currency))}
      </Text>
    )
  if (basis === 'hour') return null
  return (
    <Text role="status" size="sm">
      {comes === null || pay.minutes === null
        ? s.unknown(count(pay.people))
        : s.comesTo(money(comes, currency), count(pay.people), decimal(pay.minutes, 1))}
    </Text>
  )
}

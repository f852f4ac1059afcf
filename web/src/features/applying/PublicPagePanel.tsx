import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { applying, applyingQueries } from '@/api/applying'
import { assessingQueries } from '@/api/assessing'
import { useMe } from '@/api/session'
import type { PublicPage, PublicPageIn } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { Ready } from '@/ui/LoadMore'
import { money, plain, readMoney } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { applying as words } from '@/ui/strings/applying'
import { pay } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Applying.module.css'

const s = words.lead

/** What the organization says to whoever has no account; owners write it. */
export function PublicPagePanel() {
  const query = useQuery(applyingQueries.page())
  const me = useMe()
  return (
    <Panel title={s.page} note={s.pageNote}>
      <Ready query={query}>
        {(page) => (
          <>
            {page.shown && page.address && <CopyField label={s.address} value={page.address} />}
            {me.role === 'owner' ? <Form page={page} /> : <p className={styles.small}>{s.ownersOnly}</p>}
          </>
        )}
      </Ready>
    </Panel>
  )
}

const written = (amount: number | null | undefined, currency: string) =>
  amount ? plain(amount, currency) : ''

function Form({ page }: { page: PublicPage }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [wish, setWish] = useState<PublicPageIn>(page)
  const [currency, setCurrency] = useState(page.pay_currency ?? 'EUR')
  const [low, setLow] = useState(written(page.pay_low, currency))
  const [high, setHigh] = useState(written(page.pay_high, currency))
  const save = useMutation({
    mutationFn: () => {
      const stated = wish.pay === 'stated'
      return applying.writePage({
        shown: wish.shown,
        work: wish.work,
        used_by: wish.used_by,
        asked: wish.asked,
        pay: wish.pay,
        assessment_id: wish.assessment_id,
        admits: wish.admits,
        most_open: wish.most_open,
        paid_a_month: wish.paid_a_month,
        pay_currency: stated ? currency : null,
        pay_low: stated ? readMoney(low, currency) : null,
        pay_high: stated ? readMoney(high, currency) : null,
      })
    },
    onSuccess: (saved) => {
      client.setQueryData(applyingQueries.page().queryKey, saved)
      notice({ text: s.saved })
    },
  })
  const text = (name: 'work' | 'used_by' | 'asked', label: string, hint?: string) => (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={2}
      maxLength={name === 'work' ? 4000 : 2000}
      value={wish[name]}
      onChange={(event) => {
        setWish({ ...wish, [name]: event.currentTarget.value })
      }}
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md" mt="md">
        {text('work', s.work)}
        {text('used_by', s.usedBy)}
        {text('asked', s.asked, s.askedHint)}
        <NativeSelect
          label={s.pay}
          value={wish.pay}
          data={(['unsaid', 'stated', 'rates'] as const).map((one) => ({ value: one, label: s.pays[one] }))}
          onChange={(event) => {
            setWish({ ...wish, pay: event.currentTarget.value as PublicPageIn['pay'] })
          }}
        />
        {wish.pay === 'stated' && (
          <Group align="flex-start">
            {(
              [
                [s.payLow, low, setLow],
                [s.payHigh, high, setHigh],
              ] as const
            ).map(([label, value, set]) => (
              <TextInput
                key={label}
                label={label}
                inputMode="decimal"
                value={value}
                error={value !== '' && readMoney(value, currency) === null ? pay.notMoney : undefined}
                onChange={(event) => {
                  set(event.currentTarget.value)
                }}
              />
            ))}
            <TextInput
              label={pay.currency}
              maxLength={3}
              value={currency}
              error={/^[A-Z]{3}$/.test(currency) ? undefined : pay.currencyHint}
              onChange={(event) => {
                setCurrency(event.currentTarget.value.toUpperCase())
              }}
            />
          </Group>
        )}
        <Taken wish={wish} onChange={setWish} />
        <Checkbox
          label={s.shown}
          checked={wish.shown}
          onChange={(event) => {
            setWish({ ...wish, shown: event.currentTarget.checked })
          }}
        />
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {s.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What applicants take, by which rule they are admitted, how many are open at a time, and what that may cost. */
function Taken({ wish, onChange }: { wish: PublicPageIn; onChange: (wish: PublicPageIn) => void }) {
  const query = useInfiniteQuery(assessingQueries.assessments())
  const open = (query.data?.pages.flatMap((page) => page.rows) ?? []).filter(({ state }) => state === 'open')
  const one = open.find(({ id }) => id === wish.assessment_id)
  const most = wish.most_open ?? 50
  const paid = wish.paid_a_month ?? 20
  return (
    <>
      <NativeSelect
        label={s.assessment}
        value={wish.assessment_id == null ? '' : String(wish.assessment_id)}
        data={[
          { value: '', label: s.noAssessment },
          ...open.map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange({
            ...wish,
            assessment_id: chosen ? Number(chosen) : null,
            admits: chosen !== '' && wish.admits,
          })
        }}
      />
      {wish.assessment_id != null && (
        <Checkbox
          label={s.admits}
          description={s.admitsHint}
          checked={wish.admits}
          onChange={(event) => {
            onChange({ ...wish, admits: event.currentTarget.checked })
          }}
        />
      )}
      <NumberInput
        label={s.mostOpen}
        min={1}
        max={1000}
        allowDecimal={false}
        value={most}
        onChange={(value) => {
          if (typeof value === 'number') onChange({ ...wish, most_open: value })
        }}
      />
      {one?.pay_amount && one.pay_currency && (
        <NumberInput
          label={s.paidAMonth}
          description={s.costs(money(one.pay_amount * paid, one.pay_currency))}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={paid}
          onChange={(value) => {
            if (typeof value === 'number') onChange({ ...wish, paid_a_month: value })
          }}
        />
      )}
    </>
  )
}

import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paying, payingQueries } from '@/api/paying'
import { Ready } from '@/ui/LoadMore'
import { money, readMoney } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Pay.module.css'

/** The least that an hour may come to without it being said, by currency; set by owners. */
export function Floors() {
  const client = useQueryClient()
  const notice = useNotice()
  const query = useQuery(payingQueries.payFloors())
  const [currency, setCurrency] = useState('EUR')
  const [written, write] = useState('')
  const [tried, setTried] = useState(false)
  const known = /^[A-Z]{3}$/.test(currency)
  const amount = readMoney(written, currency)
  const fits = amount !== null && amount > 0
  const save = useMutation({
    mutationFn: paying.setPayFloor,
    onSuccess: (floors) => {
      client.setQueryData(payingQueries.payFloors().queryKey, floors)
      notice({ text: s.floorsSaved })
      write('')
      setTried(false)
    },
  })
  return (
    <Panel title={s.floors} note={s.floorsNote}>
      <Ready query={query}>
        {(floors) =>
          floors.length === 0 ? (
            <p>{s.noFloor}</p>
          ) : (
            <ul className={styles.plain} aria-label={s.floors}>
              {floors.map((floor) => (
                <li key={floor.currency}>
                  {s.floorLine(money(floor.amount, floor.currency))}
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    ms="sm"
                    aria-label={s.floorEndNamed(floor.currency)}
                    onClick={() => {
                      save.mutate({ currency: floor.currency, amount: 0 })
                    }}
                  >
                    {s.floorEnd}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (known && fits) save.mutate({ currency, amount })
        }}
      >
        <Group align="flex-start" mt="md">
          <TextInput
            label={s.floorAmount}
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
        <Button type="submit" mt="md" loading={save.isPending}>
          {s.floorSet}
        </Button>
      </form>
    </Panel>
  )
}

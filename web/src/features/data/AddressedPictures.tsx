import { Radio, Stack } from '@mantine/core'
import type { Preview } from '@/api/types'
import { count } from '@/ui/format'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'

export type Addressed = 'fetch' | 'leave-out'

interface AddressedProps {
  addresses: NonNullable<Preview['addresses']>
  /** Whether items can be judged without them. */
  canLeaveOut: boolean
  value: Addressed | null
  onChange: (value: Addressed) => void
}

/** Pictures that are addresses on the web: whose they are, and what becomes of them. */
export function AddressedPictures({ addresses, canLeaveOut, value, onChange }: AddressedProps) {
  const words = s.addressed
  return (
    <section aria-label={words.title}>
      <h3 className={styles.sub}>{words.title}</h3>
      <p className={styles.hosts}>
        {words.found(count(addresses.count), addresses.count === 1, addresses.whole)}{' '}
        {addresses.hosts.map((one, n) => (
          <span key={one.host}>
            {n > 0 && ', '}
            <strong className={styles.importName}>{one.host}</strong> ({count(one.count)}
            {addresses.fetched && one.refused && `, ${words.refused}`})
          </span>
        ))}
      </p>
      <Radio.Group
        aria-label={words.ask}
        value={value ?? ''}
        onChange={(next) => {
          onChange(next as Addressed)
        }}
      >
        <Stack gap="sm">
          <Radio
            value="fetch"
            label={words.fetch}
            description={addresses.fetched ? words.fetchNote : words.fetchOff}
            disabled={!addresses.fetched}
          />
          <Radio
            value="leave-out"
            label={words.leaveOut}
            description={canLeaveOut ? words.leaveOutNote : words.leaveOutNot}
            disabled={!canLeaveOut}
          />
        </Stack>
      </Radio.Group>
    </section>
  )
}

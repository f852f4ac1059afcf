import { Button, FileButton, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconFileCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { qualifying } from '@/api/qualifying'
import type { RecordChecked } from '@/api/types'
import { count, day, percent } from '@/ui/format'
import { TroubleNote } from '@/ui/Trouble'
import { records } from '@/ui/strings/records'
import styles from './CheckRecord.module.css'
import { Frame } from './Frame'

const s = records.check
const MOST = 1_000_000

type Record = NonNullable<RecordChecked['record']>
type Found = { checked: RecordChecked } | { refused: unknown } | { large: true }

/** Whether a file is a record as this server signed it, for anybody who was given one. */
export function CheckRecordPage() {
  const [found, setFound] = useState<Found | null>(null)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const check = async (file: File | null | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      if (file.size > MOST) setFound({ large: true })
      else setFound({ checked: await qualifying.checkRecord(await file.text()) })
    } catch (refused) {
      setFound({ refused })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Frame title={s.title} lead={s.lead}>
      <div
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => {
          setOver(false)
        }}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void check(event.dataTransfer.files[0])
        }}
      >
        <FileButton
          accept="application/json,.json"
          onChange={(file) => void check(file)}
          inputProps={{ 'aria-label': s.file }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={busy}
              leftSection={<IconFileCheck size={18} aria-hidden />}
            >
              {found ? s.another : s.choose}
            </Button>
          )}
        </FileButton>
      </div>
      <div aria-live="polite">{found && <Result found={found} />}</div>
    </Frame>
  )
}

function Result({ found }: { found: Found }) {
  if ('large' in found) return <Bad title={s.large} />
  if ('refused' in found) return <TroubleNote error={found.refused} />
  const { verdict, record, withdrawn } = found.checked
  if (verdict === 'valid' && record) return <Says record={record} />
  if (verdict === 'changed') return <Bad title={s.changed}>{s.changedNext}</Bad>
  if (verdict === 'withdrawn-key') return <Bad title={s.withdrawn}>{s.withdrawnNext(withdrawn)}</Bad>
  return <Bad title={s.unknown}>{s.unknownNext}</Bad>
}

function Bad({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={styles.result}>
      <p className={styles.bad}>
        <IconCircleX size={20} aria-hidden /> {title}
      </p>
      {children && <Text size="sm">{children}</Text>}
    </section>
  )
}

function Says({ record }: { record: Record }) {
  const { organization, person } = record
  const apart = (text: string) => `\u2068${text}\u2069`
  return (
    <section className={styles.result}>
      <p className={styles.good}>
        <IconCircleCheck size={20} aria-hidden /> {s.valid}
      </p>
      <p>
        {s.says(apart(organization.name), String(organization.number), apart(person.name), day(record.as_of))}
      </p>
      {person.called_by === 'pseudonym' && <p className={styles.small}>{s.pseudonym}</p>}
      <ul className={styles.holds}>
        {record.holds.map((one, place) => (
          // Two of the same name may be held.
          <li key={place}>
            <bdi className={styles.strong}>{one.qualification}</bdi>:{' '}
            {s.tier(apart(one.tier.name), count(one.tier.number), count(one.tier.of))}
            <span className={styles.small}>{earned(one.earned)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.small}>{s.open}</p>
    </section>
  )
}

function earned(how: Record['holds'][number]['earned']): string {
  const on = day(how.on)
  if (how.by === 'decision') return s.by.decision(on)
  if (how.by === 'work') {
    const least = how.at_least_percent
    return least == null ? s.by.work(on) : `${s.by.work(on)}. ${s.least(percent(least / 100))}`
  }
  const said = s.by.assessment(`\u2068${how.title ?? ''}\u2069`, on)
  const [low, high] = how.interval_percent ?? []
  if (how.score_percent == null || low === undefined || high === undefined) return said
  return `${said}. ${s.score(percent(how.score_percent / 100), count(how.items ?? 0), percent(low / 100), percent(high / 100))}`
}

import { Button, Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { QualificationDetail, QualificationIn } from '@/api/types'
import { decimal } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { qualifications as s } from '@/ui/strings/qualifications'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Qualifications.module.css'
import { Sources, type Tied } from './Sources'
import { type Draft, readDraft } from './draft'

interface FormProps {
  /** As it stands; none: a new one. */
  now?: QualificationDetail
  busy: boolean
  error: unknown
  onSave: (asked: QualificationIn) => void
}

const fresh = (): Draft => ({ name: '', byWork: false, least: '80', items: '30' })

/** What a qualification is, its tiers and the questions that speak for it. */
export function QualificationForm({ now, busy, error, onSave }: FormProps) {
  const [name, setName] = useState(now?.name ?? '')
  const [description, describe] = useState(now?.description ?? '')
  const [tiers, setTiers] = useState<Draft[]>(
    now?.tiers.map((tier) => ({
      name: tier.name,
      byWork: tier.least !== null,
      least: tier.least === null ? '80' : decimal(tier.least * 100, 0),
      items: String(tier.items ?? 30),
    })) ?? [fresh()],
  )
  const [sources, tie] = useState<Tied[]>(now?.sources ?? [])
  const [tried, setTried] = useState(false)
  const read = tiers.map(readDraft)
  const fits = name.trim() !== '' && read.every((tier) => tier !== null)
  const change = (at: number, part: Partial<Draft>) => {
    setTiers(tiers.map((tier, place) => (place === at ? { ...tier, ...part } : tier)))
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!fits) return
        onSave({
          name,
          description,
          tiers: read.filter((tier) => tier !== null),
          sources: sources.map(({ project_id, question }) => ({ project_id, question })),
        })
      }}
    >
      <Panel>
        <Stack gap="md">
          <TextInput
            label={s.name}
            maxLength={120}
            value={name}
            error={tried && name.trim() === '' ? s.faults.name : undefined}
            description={renamed(now, 0, name) ?? s.nameHint}
            onChange={(event) => {
              setName(event.currentTarget.value)
            }}
          />
          <Textarea
            label={s.description}
            description={s.descriptionHint}
            maxLength={1000}
            autosize
            value={description}
            onChange={(event) => {
              describe(event.currentTarget.value)
            }}
          />
        </Stack>
      </Panel>
      <Panel title={s.tiers} note={s.tiersNote}>
        <ol className={styles.tiers}>
          {tiers.map((tier, at) => (
            <li key={at} className={styles.tier}>
              <TextInput
                label={s.tierName(String(at + 1))}
                maxLength={60}
                value={tier.name}
                description={renamed(now, at + 1, tier.name)}
                error={tried && tier.name.trim() === '' ? s.faults.name : undefined}
                onChange={(event) => {
                  change(at, { name: event.currentTarget.value })
                }}
              />
              <Checkbox
                className={styles.byWork}
                label={s.byWork}
                aria-label={s.byWorkOf(named(tier, at))}
                checked={tier.byWork}
                onChange={(event) => {
                  change(at, { byWork: event.currentTarget.checked })
                }}
              />
              {tier.byWork && (
                <>
                  <TextInput
                    label={s.least}
                    aria-label={s.leastOf(named(tier, at))}
                    inputMode="decimal"
                    value={tier.least}
                    error={
                      tried && readDraft({ ...tier, name: 'a', items: '10' }) === null
                        ? s.faults.least
                        : undefined
                    }
                    onChange={(event) => {
                      change(at, { least: event.currentTarget.value })
                    }}
                  />
                  <TextInput
                    label={s.items}
                    aria-label={s.itemsOf(named(tier, at))}
                    inputMode="numeric"
                    value={tier.items}
                    error={
                      tried && readDraft({ ...tier, name: 'a', least: '50' }) === null
                        ? s.faults.items
                        : undefined
                    }
                    onChange={(event) => {
                      change(at, { items: event.currentTarget.value })
                    }}
                  />
                </>
              )}
            </li>
          ))}
        </ol>
        {tiers.some(({ byWork }) => byWork) && <p className={styles.small}>{s.workHint}</p>}
        <Group mt="md" gap="xs">
          {tiers.length < 9 && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setTiers([...tiers, fresh()])
              }}
            >
              {s.addTier}
            </Button>
          )}
          {tiers.length > 1 && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                setTiers(tiers.slice(0, -1))
              }}
            >
              {s.dropTier}
            </Button>
          )}
        </Group>
      </Panel>
      <Panel title={s.sources} note={s.sourcesNote}>
        <Sources tied={sources} onChange={tie} />
      </Panel>
      <Stack gap="md" mt="md">
        {error !== null && <TroubleNote error={error} />}
        <Group>
          <Button type="submit" loading={busy}>
            {s.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const named = (tier: Draft, at: number) => tier.name || s.tier(String(at + 1))

/** Who reads that a tier (0: the qualification) is called otherwise, before it is saved; undefined: nobody. */
function renamed(now: QualificationDetail | undefined, tier: number, name: string): string | undefined {
  const was = tier === 0 ? now?.name : now?.tiers[tier - 1]?.name
  const held = now?.held_by.filter((one) => tier === 0 || one.tier === tier) ?? []
  if (was === undefined || name.trim() === was || held.length === 0) return undefined
  const people = held.reduce((sum, one) => sum + one.people, 0)
  const more = held.some((one) => one.more)
  return s.renames(s.holderCount(people, more), `\u2068${was}\u2069`)
}

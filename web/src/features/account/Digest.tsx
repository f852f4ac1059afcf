import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Digest as DigestState, DigestPlan } from '@/api/types'
import { moment } from '@/ui/format'
import { locale } from '@/ui/locale'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { account as s } from '@/ui/strings/account'
import styles from './Account.module.css'
import { HERE, HOURS, zonesWith } from './hours'

/** When I am told by mail what came back to me, and when never. It is off until I switch it on. */
export function Digest() {
  const digest = useQuery(queries.digest())
  return (
    <Panel title={s.digest} note={s.digestNote}>
      <Ready query={digest}>
        {(found) =>
          found.offered || found.plan ? (
            <Hours key={JSON.stringify(found.plan)} found={found} />
          ) : (
            <Text c="dimmed">{s.digestNotOffered}</Text>
          )
        }
      </Ready>
    </Panel>
  )
}

/** My days, from Monday, in the words of my browser. */
const DAYS = Array.from({ length: 7 }, (_, n) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + n)),
  ),
)

/** A moment by the clock of a place, which is named where it is not the clock of this browser. */
function momentAt(iso: string, zone: string): string {
  if (zone === HERE) return moment(iso)
  const form = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  return `${form.format(new Date(iso))} (${zone})`
}

/** Quiet evenings and nights, where nothing else was said. */
const NIGHT = { begin: 18, end: 8, days: [0, 1, 2, 3, 4, 5, 6] }

function Hours({ found }: { found: DigestState }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [plan, setPlan] = useState<DigestPlan>(
    found.plan ?? { every: 'week', weekday: 0, hour: 9, zone: HERE, quiet: NIGHT },
  )
  const [zones] = useState(() => zonesWith(plan.zone))
  const refresh = () => client.invalidateQueries({ queryKey: queries.digest().queryKey })
  const save = useMutation({
    mutationFn: () => calls.setDigest(plan),
    onSuccess: async (now) => {
      await refresh()
      notice({
        text: now.next_at && now.plan ? s.digestSet(momentAt(now.next_at, now.plan.zone)) : s.digestOff,
      })
    },
  })
  const end = useMutation({
    mutationFn: () => calls.endDigest(),
    onSuccess: async () => {
      await refresh()
      notice({ text: s.digestOff })
    },
  })
  const quiet = plan.quiet ?? null
  const changed = JSON.stringify(found.plan) !== JSON.stringify(plan)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        {found.plan && found.next_at && (
          <Text size="sm" role="status">
            {s.digestOn(found.email, momentAt(found.next_at, found.plan.zone))}
            {found.sent_at && ` ${s.digestSent(momentAt(found.sent_at, found.plan.zone))}`}
          </Text>
        )}
        {found.error && <p className={styles.trouble}>{found.error}</p>}
        <div className={styles.hours}>
          <NativeSelect
            label={s.digestEvery}
            value={plan.every === 'day' ? 'day' : String(plan.weekday)}
            data={[
              { value: 'day', label: s.digestDaily },
              ...DAYS.map((day, n) => ({ value: String(n), label: s.digestWeekly(day) })),
            ]}
            onChange={(event) => {
              const chosen = event.currentTarget.value
              setPlan(
                chosen === 'day'
                  ? { ...plan, every: 'day', weekday: 0 }
                  : { ...plan, every: 'week', weekday: Number(chosen) },
              )
            }}
          />
          <NativeSelect
            label={s.digestHour}
            value={String(plan.hour)}
            data={HOURS}
            onChange={(event) => {
              setPlan({ ...plan, hour: Number(event.currentTarget.value) })
            }}
          />
          <NativeSelect
            label={s.digestZone}
            value={plan.zone}
            data={zones}
            onChange={(event) => {
              setPlan({ ...plan, zone: event.currentTarget.value })
            }}
          />
        </div>
        <Checkbox
          label={s.quiet}
          description={s.quietNote}
          checked={quiet !== null}
          onChange={(event) => {
            setPlan({ ...plan, quiet: event.currentTarget.checked ? NIGHT : null })
          }}
        />
        {quiet && (
          <>
            <div className={styles.hours}>
              <NativeSelect
                label={s.quietBegin}
                value={String(quiet.begin)}
                data={HOURS}
                onChange={(event) => {
                  setPlan({ ...plan, quiet: { ...quiet, begin: Number(event.currentTarget.value) } })
                }}
              />
              <NativeSelect
                label={s.quietEnd}
                value={String(quiet.end)}
                data={HOURS}
                onChange={(event) => {
                  setPlan({ ...plan, quiet: { ...quiet, end: Number(event.currentTarget.value) } })
                }}
              />
            </div>
            <Checkbox.Group
              label={s.quietDays}
              description={quiet.begin === quiet.end ? s.quietWhole : s.quietDaysNote}
              value={quiet.days.map(String)}
              onChange={(days) => {
                setPlan({ ...plan, quiet: { ...quiet, days: days.map(Number).sort() } })
              }}
            >
              <Group gap="sm" mt="xs">
                {DAYS.map((day, n) => (
                  <Checkbox key={day} value={String(n)} label={day} />
                ))}
              </Group>
            </Checkbox.Group>
          </>
        )}
        {save.error && <TroubleNote error={save.error} />}
        {end.error && <TroubleNote error={end.error} />}
        <Group>
          {found.offered && (
            <Button type="submit" variant="default" loading={save.isPending} disabled={!changed}>
              {found.plan ? s.digestChange : s.digestStart}
            </Button>
          )}
          {found.plan && (
            <Button
              variant="subtle"
              color="gray"
              loading={end.isPending}
              onClick={() => {
                end.mutate()
              }}
            >
              {s.digestEnd}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { useOwnRefresh } from '@/api/ownWork'
import { queries } from '@/api/queries'
import { isInSeveral, useMe } from '@/api/session'
import type { OwnLimits as Chosen } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { memberships } from '@/ui/strings/memberships'
import { own as s } from '@/ui/strings/own'
import styles from './Account.module.css'
import { HERE, HOURS, zonesWith } from './hours'

/** Quiet evenings and nights, where nothing else was said. */
const NIGHT = { begin: 20, end: 7 }

/** What I set for my own work: only I read it. */
export function OwnLimits() {
  const me = useMe()
  const query = useQuery(queries.limits())
  const several = isInSeveral(me)
  return (
    <Panel
      id="limits"
      title={s.title}
      note={several ? `${s.note} ${memberships.limits(me.organization)}` : s.note}
    >
      <Ready query={query}>{({ limits }) => <Fields key={JSON.stringify(limits)} kept={limits} />}</Ready>
    </Panel>
  )
}

function Fields({ kept }: { kept: Chosen }) {
  const client = useQueryClient()
  const refresh = useOwnRefresh()
  const notice = useNotice()
  const [chosen, setChosen] = useState<Chosen>({ ...kept, zone: kept.zone ?? HERE })
  const [zones] = useState(() => zonesWith(chosen.zone ?? HERE))
  const { quiet } = chosen
  const same = quiet !== null && quiet.begin === quiet.end
  const save = useMutation({
    mutationFn: () => calls.setLimits(chosen),
    onSuccess: (made) => {
      client.setQueryData(queries.limits().queryKey, made)
      refresh()
      notice({ text: s.saved })
    },
  })
  const number = (value: string | number) => (typeof value === 'number' ? value : null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <div className={styles.hours}>
          <NumberInput
            label={s.itemsADay}
            description={s.itemsHint}
            value={chosen.items_a_day ?? ''}
            min={1}
            max={10_000}
            allowDecimal={false}
            onChange={(value) => {
              setChosen({ ...chosen, items_a_day: number(value) })
            }}
          />
          <NumberInput
            label={s.projects}
            description={s.projectsHint}
            value={chosen.projects_at_once ?? ''}
            min={1}
            max={50}
            allowDecimal={false}
            onChange={(value) => {
              setChosen({ ...chosen, projects_at_once: number(value) })
            }}
          />
        </div>
        <Checkbox
          label={s.quiet}
          description={s.quietHint}
          checked={quiet !== null}
          onChange={(event) => {
            setChosen({ ...chosen, quiet: event.currentTarget.checked ? NIGHT : null })
          }}
        />
        {quiet && (
          <div className={styles.hours}>
            <NativeSelect
              label={s.quietBegin}
              value={String(quiet.begin)}
              data={HOURS}
              onChange={(event) => {
                setChosen({ ...chosen, quiet: { ...quiet, begin: Number(event.currentTarget.value) } })
              }}
            />
            <NativeSelect
              label={s.quietEnd}
              value={String(quiet.end)}
              data={HOURS}
              onChange={(event) => {
                setChosen({ ...chosen, quiet: { ...quiet, end: Number(event.currentTarget.value) } })
              }}
            />
          </div>
        )}
        {same && (
          <p className={styles.trouble} role="alert">
            {s.quietSame}
          </p>
        )}
        <div className={styles.hours}>
          <NativeSelect
            label={s.zone}
            description={s.zoneHint}
            value={chosen.zone ?? HERE}
            data={zones}
            onChange={(event) => {
              setChosen({ ...chosen, zone: event.currentTarget.value })
            }}
          />
        </div>
        <Checkbox
          label={s.shows}
          description={s.showsHint}
          checked={chosen.shows_count}
          onChange={(event) => {
            setChosen({ ...chosen, shows_count: event.currentTarget.checked })
          }}
        />
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={same || JSON.stringify(kept) === JSON.stringify(chosen)}
          >
            {s.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

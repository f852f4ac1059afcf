import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { AnswerCost, Outlook, Project } from '@/api/types'
import { Interval } from '@/ui/charts/Interval'
import { amount, hours, type Told } from '@/ui/costs'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { overview as s } from '@/ui/strings/overview'
import styles from './OverviewPage.module.css'

/** How many answers are still needed, and what they cost by what the lead has stated. */
export function Needed({ project }: { project: Project }) {
  const { data } = useQuery(queries.outlook(project.id))
  if (!data) return null
  const { needed, cost } = data
  const known = needed.value !== null
  const actions = cost && <StateCost project={project} cost={cost} />
  if (needed.value === 0)
    return (
      <Panel title={s.needed.title} actions={actions}>
        <p className={styles.nothing}>
          {s.needed.nothing} {project.my_role === 'manager' && s.needed.nothingNext}
        </p>
        <p className={styles.small} lang="en" dir="ltr">
          {needed.says}
        </p>
        {project.my_role === 'manager' && (
          <LinkButton
            to="/projects/$projectId/data"
            params={{ projectId: String(project.id) }}
            variant="default"
            size="xs"
          >
            {s.places.data}
          </LinkButton>
        )}
      </Panel>
    )
  return (
    <Panel title={s.needed.title} actions={actions}>
      <div className={styles.needed}>
        <Figure
          name={s.needed.answers}
          told={
            known ? { value: count(Math.round(needed.value ?? 0)), between: between(needed, count) } : null
          }
          range={rangeOf(needed)}
        />
        {cost?.minutes != null && known && (
          <Figure name={s.needed.work} told={hours(needed, cost.minutes)} range={null} />
        )}
        {cost?.price != null && cost.currency != null && known && (
          <Figure name={s.needed.price} told={amount(needed, cost.price, cost.currency)} range={null} />
        )}
      </div>
      <p className={styles.small} lang="en" dir="ltr">
        {needed.says}
      </p>
      <p className={styles.small}>{s.needed.order}</p>
    </Panel>
  )
}

type Numbers = Outlook['needed']

function between(needed: Numbers, shown: (n: number) => string): string {
  if (needed.low === null || needed.high === null || needed.low === needed.high) return ''
  return s.needed.between(shown(Math.floor(needed.low)), shown(Math.ceil(needed.high)))
}

interface Range {
  value: number
  low: number
  high: number
  to: number
}

function rangeOf(needed: Numbers): Range | null {
  const { value, low, high } = needed
  if (value === null || low === null || high === null || low === high) return null
  return { value, low, high, to: high * 1.1 }
}

function Figure({ name, told, range }: { name: string; told: Told | null; range: Range | null }) {
  return (
    <div className={styles.need}>
      <p className={styles.needValue} data-unknown={told === null || undefined}>
        {told?.value ?? s.undefined}
      </p>
      <p className={styles.needName}>{name}</p>
      {range && (
        <Interval {...range} from={0} label={`${name}: ${told?.value ?? ''}, ${told?.between ?? ''}`} />
      )}
      {told?.between && <p className={styles.small}>{told.between}</p>}
    </div>
  )
}

/** The lead types what an answer costs; nothing is measured. */
function StateCost({ project, cost }: { project: Project; cost: AnswerCost }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [open, { open: show, close }] = useDisclosure(false)
  const [typed, setTyped] = useState(cost)
  const state = useMutation({
    mutationFn: () =>
      calls.stateCost(project.id, { ...typed, currency: typed.price == null ? null : typed.currency }),
    onSuccess: async () => {
      close()
      notice({ text: s.needed.stated })
      await client.invalidateQueries({ queryKey: queries.outlook(project.id).queryKey })
    },
  })
  const wrong = typed.price != null && !/^[A-Z]{3}$/.test(typed.currency ?? '')
  const number = (value: string | number) => (typeof value === 'number' ? value : null)
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setTyped(cost)
          state.reset()
          show()
        }}
      >
        {cost.price == null && cost.minutes == null ? s.needed.state : s.needed.change}
      </Button>
      {open && (
        <Dialog title={s.needed.dialog} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (!wrong) state.mutate()
            }}
          >
            <Stack gap="md">
              <Text size="sm">{s.needed.explains}</Text>
              <Group align="flex-start" grow preventGrowOverflow={false}>
                <NumberInput
                  label={s.needed.priceLabel}
                  min={0}
                  max={1_000_000}
                  decimalScale={4}
                  value={typed.price ?? ''}
                  data-autofocus
                  onChange={(value) => {
                    setTyped({ ...typed, price: number(value) || null })
                  }}
                />
                <TextInput
                  label={s.needed.currencyLabel}
                  maxLength={3}
                  placeholder="EUR"
                  value={typed.currency ?? ''}
                  error={wrong && typed.currency?.length === 3 ? s.needed.currencyWrong : undefined}
                  onChange={(event) => {
                    setTyped({ ...typed, currency: event.currentTarget.value.toUpperCase() || null })
                  }}
                />
              </Group>
              <NumberInput
                label={s.needed.minutesLabel}
                min={0}
                max={10_000}
                decimalScale={2}
                value={typed.minutes ?? ''}
                onChange={(value) => {
                  setTyped({ ...typed, minutes: number(value) || null })
                }}
              />
              {state.error && <TroubleNote error={state.error} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                  {general.cancel}
                </Button>
                <Button type="submit" loading={state.isPending} disabled={wrong}>
                  {general.save}
                </Button>
              </Group>
            </Stack>
          </form>
        </Dialog>
      )}
    </>
  )
}

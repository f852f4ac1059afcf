import { Button, Group, NativeSelect, Stack, Table, Textarea, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import { useMe } from '@/api/session'
import type { Holder, QualificationDetail } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { PersonSelect } from './PersonSelect'
import stacked from '@/ui/stacked.module.css'
import { qualifications as s } from '@/ui/strings/qualifications'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Qualifications.module.css'
import { tierName } from './tiers'

/** Who holds a qualification and by what; given and taken by whoever looks, with a reason. */
export function Holders({ row }: { row: QualificationDetail }) {
  const me = useMe()
  const query = useInfiniteQuery(qualifyingQueries.holders(row.id))
  const [gives, setGives] = useState(false)
  const [taken, take] = useState<Holder | null>(null)
  return (
    <Panel
      title={s.holders}
      actions={
        !gives && (
          <Button
            variant="default"
            onClick={() => {
              setGives(true)
            }}
          >
            {s.give}
          </Button>
        )
      }
    >
      {gives && (
        <Give
          row={row}
          onClose={() => {
            setGives(false)
          }}
        />
      )}
      <PagedList query={query} empty={<Empty title={s.holdersEmpty.title} why={s.holdersEmpty.why} />}>
        {(rows) => (
          <Table verticalSpacing="sm" className={stacked.table} aria-label={s.holders}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{s.person}</Table.Th>
                <Table.Th>{s.holds}</Table.Th>
                <Table.Th>{s.by}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{s.take}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((one) => (
                <Table.Tr key={one.person_id}>
                  <Table.Td data-wide>
                    <bdi>{one.name}</bdi>
                  </Table.Td>
                  <Table.Td data-label={s.holds}>{tierName(row, one.event.tier)}</Table.Td>
                  <Table.Td data-wide>
                    {s.how[one.event.how]}
                    {one.event.by && (
                      <>
                        {' '}
                        · <bdi>{one.event.by}</bdi>
                      </>
                    )}{' '}
                    · <bdi>{day(one.event.day)}</bdi>
                    {one.event.reason && <div className={styles.small}>{one.event.reason}</div>}
                  </Table.Td>
                  <Table.Td>
                    {one.person_id !== me.person_id && (
                      <Button
                        size="xs"
                        variant="subtle"
                        color="gray"
                        aria-label={s.takeNamed(one.name)}
                        onClick={() => {
                          take(one)
                        }}
                      >
                        {s.take}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
      {taken && (
        <Take
          row={row}
          holder={taken}
          onClose={() => {
            take(null)
          }}
        />
      )}
    </Panel>
  )
}

function Give({ row, onClose }: { row: QualificationDetail; onClose: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const notice = useNotice()
  const [key, setKey] = useState(newId)
  const [person, setPerson] = useState<string | null>(null)
  const [tier, setTier] = useState(row.tiers[0]?.tier ?? 1)
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: () => qualifying.giveTier(row.id, Number(person), { tier, reason }, key),
    onSettled: () => {
      setKey(newId())
    },
    onSuccess: async () => {
      // How many hold a tier stands with the qualification itself.
      void client.invalidateQueries({ queryKey: qualifyingQueries.qualification(row.id).queryKey })
      await client.invalidateQueries({ queryKey: qualifyingQueries.holders(row.id).queryKey })
      notice({ text: s.given(tierName(row, tier)) })
      onClose()
    },
  })
  return (
    <form
      aria-label={s.giveTitle(row.name)}
      onSubmit={(event) => {
        event.preventDefault()
        if (person !== null && reason.trim() !== '') give.mutate()
      }}
    >
      <Stack gap="md" mb="lg">
        <Group align="flex-end">
          <PersonSelect
            label={s.giveTo}
            placeholder={s.findPerson}
            fits={({ id }) => id !== me.person_id}
            value={person}
            onChange={setPerson}
          />
          <NativeSelect
            label={s.whichTier}
            value={String(tier)}
            data={row.tiers.map((one) => ({ value: String(one.tier), label: one.name }))}
            onChange={(event) => {
              setTier(Number(event.currentTarget.value))
            }}
          />
        </Group>
        <Textarea
          label={s.reason}
          description={s.giveReasonHint}
          required
          maxLength={2000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
          }}
        />
        {give.error && <TroubleNote error={give.error} />}
        <Group>
          <Button type="submit" loading={give.isPending} disabled={person === null || reason.trim() === ''}>
            {s.giveDo}
          </Button>
          <Button variant="default" onClick={onClose}>
            {s.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface TakeProps {
  row: QualificationDetail
  holder: Holder
  onClose: () => void
}

function Take({ row, holder, onClose }: TakeProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key, setKey] = useState(newId)
  const [tier, setTier] = useState(0)
  const [reason, setReason] = useState('')
  const take = useMutation({
    mutationFn: () => qualifying.takeTier(row.id, holder.person_id, { tier, reason }, key),
    onSettled: () => {
      setKey(newId())
    },
    onSuccess: async () => {
      // How many hold a tier stands with the qualification itself.
      void client.invalidateQueries({ queryKey: qualifyingQueries.qualification(row.id).queryKey })
      await client.invalidateQueries({ queryKey: qualifyingQueries.holders(row.id).queryKey })
      notice({ text: s.taken(holder.name) })
      onClose()
    },
  })
  const keeps = [0, ...row.tiers.map((one) => one.tier).filter((one) => one < holder.event.tier)]
  return (
    <Dialog title={s.takeTitle(holder.name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') take.mutate()
        }}
      >
        <Stack gap="md">
          <p className={styles.small}>{s.takeNote}</p>
          <NativeSelect
            label={s.keeps}
            value={String(tier)}
            data={keeps.map((one) => ({ value: String(one), label: tierName(row, one) }))}
            onChange={(event) => {
              setTier(Number(event.currentTarget.value))
            }}
          />
          <Textarea
            data-autofocus
            label={s.reason}
            description={s.takeReasonHint}
            required
            maxLength={2000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {take.error && <TroubleNote error={take.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" color="red" loading={take.isPending} disabled={reason.trim() === ''}>
              {s.takeDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

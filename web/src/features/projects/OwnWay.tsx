import { Button, Group, Radio, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { elsewhere, membershipCalls } from '@/api/memberships'
import { useOwnRefresh } from '@/api/ownWork'
import type { Elsewhere, ProjectRow, WorkWish } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { useNotice } from '@/ui/Notices'
import { TroubleNote } from '@/ui/Trouble'
import { memberships as m } from '@/ui/strings/memberships'
import { own as s } from '@/ui/strings/own'
import styles from './ProjectsPage.module.css'

const WISHES = Object.keys(s.project.wishes) as WorkWish[]

interface OwnWayProps {
  row: ProjectRow
  /** The organization of mine that it is in; undefined: the one that I am in. */
  there?: Elsewhere
}

/** How I want to work in a project: what I would like to be given, or nothing any more. */
export function OwnWay({ row, there }: OwnWayProps) {
  const [open, { open: show, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" color="gray" aria-label={`${s.project.open}: ${row.name}`} onClick={show}>
        {s.project.open}
      </Button>
      {open && <Way row={row} there={there} onClose={close} />}
    </>
  )
}

function Way({ row, there, onClose }: OwnWayProps & { onClose: () => void }) {
  const notice = useNotice()
  const client = useQueryClient()
  const refreshHere = useOwnRefresh()
  const refresh = () => {
    if (there) void client.invalidateQueries({ queryKey: elsewhere().queryKey })
    else refreshHere()
  }
  const [wished, setWished] = useState(row.own.wish)
  const wish = useMutation({
    mutationFn: (wished: WorkWish) =>
      there ? membershipCalls.wishThere(there.organization_id, row.id, wished) : calls.wish(row.id, wished),
    onSuccess: () => {
      notice({ text: s.project.wished, brief: true })
      refresh()
    },
    onError: () => {
      setWished(row.own.wish)
    },
  })
  const leave = useMutation({
    mutationFn: () =>
      there ? membershipCalls.leaveThere(there.organization_id, row.id) : calls.leaveProject(row.id),
    onSuccess: () => {
      notice({ text: there ? m.leftThere(row.name, there.organization) : s.project.left(row.name) })
      refresh()
      onClose()
    },
  })
  return (
    <Dialog title={s.project.open} onClose={onClose}>
      <Stack gap="lg" mt="xs">
        <Radio.Group
          label={s.project.wish}
          value={wished}
          onChange={(one) => {
            setWished(one as WorkWish)
            wish.mutate(one as WorkWish)
          }}
        >
          <Stack gap="sm" mt="sm">
            {WISHES.map((one) => (
              <Radio
                key={one}
                value={one}
                label={s.project.wishes[one]}
                description={s.project.wishWhy[one]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <div className={styles.leave}>
          <Group>
            <Button
              variant="default"
              loading={leave.isPending}
              onClick={() => {
                leave.mutate()
              }}
            >
              {s.project.leave}
            </Button>
          </Group>
          <p className={styles.facts}>{s.project.leaveWhy}</p>
        </div>
        {(wish.error ?? leave.error) && <TroubleNote error={wish.error ?? leave.error} />}
      </Stack>
    </Dialog>
  )
}

import { Button, Checkbox } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { useOwnRefresh } from '@/api/ownWork'
import { Dialog } from '@/ui/Dialog'
import { useNotice } from '@/ui/Notices'
import { TroubleNote } from '@/ui/Trouble'
import { handing as h } from '@/ui/strings/handing'
import { own as s } from '@/ui/strings/own'
import styles from './ProjectsPage.module.css'

type Way = 'done' | 'all' | 'pause'

/** The ways to stop: for today, with everything given back, or until one comes back. No reason is asked. */
export function Stop({ held }: { held: number }) {
  const [open, { open: show, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={show}>
        {s.stop.open}
      </Button>
      {open && <Ways held={held} onClose={close} />}
    </>
  )
}

function Ways({ held, onClose }: { held: number; onClose: () => void }) {
  const notice = useNotice()
  const refresh = useOwnRefresh()
  const [keepDigest, setKeepDigest] = useState(false)
  const [handOver, setHandOver] = useState(false)
  const stop = useMutation({
    mutationFn: async (way: Way) => {
      if (way === 'done') {
        await calls.doneForToday()
        return null
      }
      return way === 'all' ? await calls.stopWorking(handOver) : await calls.pause(keepDigest, handOver)
    },
    onSuccess: (gave) => {
      if (gave && gave.items > 0)
        notice({
          text:
            gave.handed_over > 0
              ? `${s.stop.gave(gave.items, 0)} ${h.handed(gave.handed_over)}`
              : s.stop.gave(gave.items, gave.drafts),
        })
      refresh()
      onClose()
    },
  })
  const button = (way: Way, label: string, off = false) => (
    <Button
      variant="default"
      disabled={off}
      loading={stop.isPending && stop.variables === way}
      onClick={() => {
        stop.mutate(way)
      }}
    >
      {label}
    </Button>
  )
  return (
    <Dialog title={s.stop.title} onClose={onClose}>
      <p className={styles.facts}>{s.stop.note}</p>
      <ul className={styles.stops}>
        <li>
          {button('done', s.stop.done)}
          <p>{s.stop.doneWhy}</p>
        </li>
        <li>
          {button('all', s.stop.all, held === 0)}
          <p>{held === 0 ? s.stop.allNone : s.stop.allWhy(held)}</p>
        </li>
        <li>
          {button('pause', s.stop.pause)}
          <div>
            <p>{s.stop.pauseWhy}</p>
            <Checkbox
              mt="xs"
              label={s.stop.keepDigest}
              checked={keepDigest}
              onChange={(event) => {
                setKeepDigest(event.currentTarget.checked)
              }}
            />
          </div>
        </li>
      </ul>
      {held > 0 && (
        <Checkbox
          mt="md"
          label={h.stop}
          description={h.stopWhy}
          checked={handOver}
          onChange={(event) => {
            setHandOver(event.currentTarget.checked)
          }}
        />
      )}
      {stop.error && <TroubleNote error={stop.error} />}
    </Dialog>
  )
}

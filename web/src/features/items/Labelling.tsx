import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Bulk, ItemQuery, Project } from '@/api/types'
import { count } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { bulk as s } from '@/ui/strings/bulk'
import { Batches } from './Batches'
import { ChangeMany, type ChangedMany } from './ChangeMany'
import styles from './Items.module.css'
import { LabelMany } from './LabelMany'

/** Milliseconds in which the worker has mostly weighed what was answered. */
const WEIGHED = 4_000

interface LabellingProps {
  project: Project
  filter: ItemQuery
  chosen: ReadonlySet<number>
  onClear: () => void
}

/** The way to give many items the same answers: all that the filters leave, or those that are chosen. */
export function Labelling({ project, filter, chosen, onClear }: LabellingProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const [open, setOpen] = useState<'label' | 'change' | 'batches' | null>(null)
  const before = useInfiniteQuery(queries.bulks(project.id))
  const asked = { ...filter }
  // Which items, not in which order.
  delete asked.order
  const which = chosen.size > 0 ? { ...asked, items: [...chosen] } : asked
  const close = () => {
    setOpen(null)
  }
  const refresh = () => {
    const again = () => client.invalidateQueries({ queryKey: ['projects', project.id] })
    // The worker weighs the answers a moment later, and with it come what the list and the overview count.
    setTimeout(() => void again(), WEIGHED)
    return again()
  }
  const undo = async (id: number) => {
    const { undone, applied } = await calls.undoMany(id)
    const kept = applied - undone
    notice({
      text: [s.undone(count(undone), undone === 1), ...(kept > 0 ? [s.undoneKept(count(kept))] : [])].join(
        ' ',
      ),
    })
    await refresh()
  }
  const done = (made: Bulk) => {
    const passed = Object.values(made.skipped).reduce((sum, n) => sum + n, 0)
    close()
    onClear()
    notice({
      text: [
        s.done(count(made.applied), made.applied === 1),
        ...(passed > 0 ? [s.donePassed(count(passed))] : []),
      ].join(' '),
      undo: () => {
        notice({ text: s.undoing })
        undo(made.id).catch(() => {
          // It is in the list of batches, with what stood in the way.
          setOpen('batches')
        })
      },
    })
    void refresh()
  }
  const changed = (made: ChangedMany) => {
    close()
    onClear()
    notice({
      text: [
        s.changed(count(made.changed), made.changed === 1, made.becomes === 'set-aside'),
        ...(made.passed > 0 ? [s.donePassed(count(made.passed))] : []),
      ].join(' '),
    })
    void refresh()
  }
  const ever = (before.data?.pages[0]?.rows.length ?? 0) > 0
  return (
    <Group className={styles.labelling} gap="xs">
      <Button
        variant="default"
        onClick={() => {
          setOpen('label')
        }}
      >
        {chosen.size > 0 ? s.some(count(chosen.size), chosen.size === 1) : s.all}
      </Button>
      {project.my_role === 'manager' && (
        <Button
          variant="default"
          onClick={() => {
            setOpen('change')
          }}
        >
          {s.changeAll}
        </Button>
      )}
      {chosen.size > 0 && (
        <Button variant="subtle" onClick={onClear}>
          {s.clear}
        </Button>
      )}
      {ever && (
        <Button
          variant="subtle"
          ml="auto"
          onClick={() => {
            setOpen('batches')
          }}
        >
          {s.batches}
        </Button>
      )}
      {open === 'label' && (
        <LabelMany
          key={JSON.stringify(which)}
          project={project}
          which={which}
          onDone={done}
          onClose={close}
        />
      )}
      {open === 'change' && <ChangeMany project={project} which={which} onDone={changed} onClose={close} />}
      {open === 'batches' && <Batches project={project} undo={undo} onClose={close} />}
    </Group>
  )
}

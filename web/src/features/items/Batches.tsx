import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { Bulk, Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import type { Asked } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { count, day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
import { bulk as s } from '@/ui/strings/bulk'
import styles from './Items.module.css'

interface BatchesProps {
  project: Project
  undo: (id: number) => Promise<unknown>
  onClose: () => void
}

/** What was labelled at once before, each with the way back. */
export function Batches({ project, undo, onClose }: BatchesProps) {
  const query = useInfiniteQuery(queries.bulks(project.id))
  return (
    <Dialog title={s.batches} onClose={onClose}>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <Formed questions={project.questions}>
            {(form) => (
              <ul className={styles.batches}>
                {rows.map((row) => (
                  <Row key={row.id} row={row} form={form} leads={project.my_role === 'manager'} undo={undo} />
                ))}
              </ul>
            )}
          </Formed>
        )}
      </PagedList>
    </Dialog>
  )
}

interface RowProps {
  row: Bulk
  form: Asked[]
  leads: boolean
  undo: BatchesProps['undo']
}

function Row({ row, form, leads, undo }: RowProps) {
  const back = useMutation({ mutationFn: () => undo(row.id) })
  const said = form.flatMap(({ question, kind }) => {
    const answer = kind?.readAnswer(question, row.answers[question.key])
    return kind && answer ? [kind.shown(question, answer)] : []
  })
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {said.join(' · ')}
          </Text>
          <Text size="sm">{s.items(count(row.applied), row.applied === 1)}</Text>
          <Text size="xs" c="dimmed">
            {s.by(row.mine, day(row.on))}
          </Text>
        </div>
        {row.undone_on === null && (row.mine || leads) && (
          <Button
            size="xs"
            variant="default"
            loading={back.isPending}
            onClick={() => {
              back.mutate()
            }}
          >
            {s.undo}
          </Button>
        )}
        {row.undone_on !== null && (
          <Text size="xs" c="dimmed" ta="end">
            {s.isUndone(count(row.undone))}
          </Text>
        )}
      </Group>
      {row.finished_on === null && (
        <Text size="xs" c="dimmed">
          {s.unfinished}
        </Text>
      )}
      {back.error && <TroubleNote error={back.error} />}
    </li>
  )
}

import { Group, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { CaseView } from '@/ui/CaseView'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { Entries } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { guideline as s } from '@/ui/strings/guideline'

/** What was decided for good, and can be found again. */
export function Cases({ project, answers }: { project: Project; answers: boolean }) {
  const [find, setFind] = useState('')
  const [wanted] = useDebouncedValue(find.trim(), 300)
  const query = useInfiniteQuery(queries.cases(project.id, wanted))
  const client = useQueryClient()
  const notice = useNotice()
  const params = { projectId: String(project.id) }
  return (
    <Panel>
      <Stack gap="lg">
        <TextInput
          aria-label={s.cases.find}
          placeholder={s.cases.find}
          leftSection={<IconSearch size={16} />}
          value={find}
          maxLength={200}
          onChange={(event) => {
            setFind(event.currentTarget.value)
          }}
        />
        <PagedList query={query} empty={<Empty {...(wanted === '' ? s.cases.empty : s.cases.none)} />}>
          {(rows) => (
            <Entries rows={rows} keyOf={(decided) => decided.id}>
              {(decided) => (
                <div className={said.entry}>
                  <CaseView decided={decided} />
                  {answers && decided.waits && <p className={said.small}>{s.cases.waits}</p>}
                  <Group gap="xs">
                    {project.my_role !== 'annotator' && decided.item_id !== null && (
                      <LinkButton
                        variant="subtle"
                        size="xs"
                        to="/projects/$projectId/items/$itemId"
                        params={{ ...params, itemId: String(decided.item_id) }}
                      >
                        {s.seeItem}
                      </LinkButton>
                    )}
                    {answers && project.state !== 'archived' && (
                      <Asking
                        label={s.cases.takeBack}
                        title={s.cases.takeBack}
                        explains={s.cases.takeBackExplains}
                        button={{ size: 'xs', variant: 'subtle', color: 'gray' }}
                        does={async () => {
                          await calls.takeBackCase(decided.id)
                          notice({ text: s.cases.takenBack })
                          await client.invalidateQueries({ queryKey: ['projects', project.id, 'cases'] })
                          void client.invalidateQueries({ queryKey: ['projects', project.id, 'threads'] })
                        }}
                      />
                    )}
                  </Group>
                </div>
              )}
            </Entries>
          )}
        </PagedList>
      </Stack>
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { AnswerCost, ItemDetail, Outdated as Facts, Project } from '@/api/types'
import { amount, hours } from '@/ui/costs'
import { count, day } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { amending } from '@/ui/strings/amending'
import { items as s } from '@/ui/strings/items'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Items.module.css'

interface OutdatedProps {
  project: Project
  detail: ItemDetail
  outdated: Facts
}

/** The guideline has changed since the item was answered: what of it is found here, and the way to ask again. */
export function Outdated({ project, detail, outdated }: OutdatedProps) {
  const words = s.outdated
  const { by } = amending.touched
  const found = [
    outdated.rule !== null && by.rule(outdated.rule),
    outdated.label !== null && by.label(outdated.label),
    outdated.word !== null && by.word(outdated.word),
  ].filter((way) => way !== false)
  return (
    <Panel title={words.title}>
      <div className={styles.outdated}>
        <p>{found.length > 0 ? words.touches(found.join(' · ')) : words.untouched}</p>
        <p className={styles.small}>
          {words.since(outdated.version, day(outdated.on), outdated.since)}{' '}
          <Link
            to="/projects/$projectId/guideline"
            params={{ projectId: String(project.id) }}
            search={{ part: 'changes', version: outdated.version }}
          >
            {amending.changes.see}
          </Link>
        </p>
        {project.my_role === 'manager' && project.state !== 'archived' && (
          <AskAgain project={project} detail={detail} version={outdated.version} />
        )}
      </div>
    </Panel>
  )
}

interface AskAgainProps {
  project: Project
  detail: ItemDetail
  version: number
}

function AskAgain({ project, detail, version }: AskAgainProps) {
  const { data: outlook } = useQuery(queries.outlook(project.id))
  const client = useQueryClient()
  const notice = useNotice()
  const [key, setKey] = useState(newId)
  const ask = useMutation({
    mutationFn: () => calls.askAgain(project.id, version, [detail.item.id], key),
    onSuccess: ({ items, refused }) => {
      const [no] = refused
      notice({ text: no ? amending.touched.refused(1, no.why) : amending.touched.asked(items.length) })
    },
    onSettled: async () => {
      setKey(newId())
      await client.invalidateQueries({ queryKey: ['items', detail.item.id] })
      void client.invalidateQueries({ queryKey: ['projects', project.id] })
    },
  })
  const answers = project.policy.fewest
  const people = detail.given.filter(({ earlier }) => !earlier).length
  return (
    <>
      {detail.gold && <p className={styles.small}>{amending.touched.gold}</p>}
      <p className={styles.small}>
        {s.outdated.costs(count(answers), answers === 1, stated(answers, outlook?.cost))}{' '}
        {s.outdated.credited(count(people), people === 1)}
      </p>
      {ask.error && <TroubleNote error={ask.error} />}
      <Button
        variant="default"
        loading={ask.isPending}
        onClick={() => {
          ask.mutate()
        }}
      >
        {s.outdated.ask}
      </Button>
    </>
  )
}

/** What these answers cost by what the lead has stated; empty: nothing was. */
function stated(answers: number, cost: AnswerCost | null | undefined): string {
  const needed = { value: answers, low: null, high: null }
  return [
    ...(cost?.price != null && cost.currency != null
      ? [amount(needed, cost.price, cost.currency).value]
      : []),
    ...(cost?.minutes != null ? [hours(needed, cost.minutes).value] : []),
  ].join(', ')
}

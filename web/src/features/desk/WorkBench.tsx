import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useAsk } from '@/api/asking'
import { queries } from '@/api/queries'
import type { Claim, Project } from '@/api/types'
import type { Asked } from '@/kinds/registry'
import { FirstWay } from '@/ui/FirstWay'
import { useFirstWay } from '@/ui/useFirstWay'
import type { Ahead } from './AheadTool'
import { BenchView } from './BenchView'
import type { Opened } from './opened'
import { useBench, type OnPage } from './useBench'

interface BenchProps {
  project: Project
  form: Asked[]
  claim: Claim
  ahead: Ahead
  opened: Opened
  onNext: () => void
  onLook: (claim: number | undefined) => void
  onReload: () => void
}

/** A claim at the bench, with the server behind it. */
export function WorkBench(props: BenchProps) {
  const { project, form, claim, ahead, opened, onReload } = props
  const page = useRef<OnPage>(null)
  const [led] = useFirstWay()
  const [state, tell] = useBench(props, page)
  const { data: besideTask } = useQuery(queries.beside(claim.id))
  const asking = useAsk(project.id, claim.item.id, state.dialog === 'ask')
  return (
    <BenchView
      project={project}
      form={form}
      claim={claim}
      state={state}
      tell={tell}
      page={page}
      besideTask={besideTask}
      asking={asking}
      lost={opened.lost}
      ahead={ahead}
      handsOver={project.policy.hand_over ?? true}
      coach={led === null ? null : <FirstWay stays />}
      onReload={onReload}
    />
  )
}

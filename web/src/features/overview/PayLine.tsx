import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { payingQueries } from '@/api/paying'
import type { Project } from '@/api/types'
import { money } from '@/ui/money'
import { pay as s } from '@/ui/strings/pay'
import { HoursDialog } from './HoursDialog'

/** What work is paid that is taken now, and whether that is little; nothing where a project pays nothing. */
export function PayLine({ project }: { project: Project }) {
  const pay = useQuery(payingQueries.projectPay(project.id)).data
  const [entering, enter] = useState(false)
  const rate = pay?.rates[0]
  if (!rate || rate.amount === 0) return null
  const floor = pay.floors.find((one) => one.currency === rate.currency)
  return (
    <div>
      <p>{s.line[rate.basis](money(rate.amount, rate.currency))}</p>
      {pay.below && pay.hourly !== null && floor && (
        <p>
          <strong>{s.below(money(pay.hourly, rate.currency), money(floor.amount, rate.currency))}</strong>
        </p>
      )}
      {rate.basis === 'hour' && (
        <Button
          variant="default"
          mb="lg"
          onClick={() => {
            enter(true)
          }}
        >
          {s.enter}
        </Button>
      )}
      {entering && (
        <HoursDialog
          project={project}
          onClose={() => {
            enter(false)
          }}
        />
      )}
    </div>
  )
}

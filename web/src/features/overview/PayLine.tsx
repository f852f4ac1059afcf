import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { money } from '@/ui/money'
import { pay as s } from '@/ui/strings/pay'

/** What an answer to the next item is paid; nothing where a project pays nothing. */
export function PayLine({ project }: { project: Project }) {
  const rate = useQuery(queries.projectPay(project.id)).data?.rates[0]
  if (!rate || rate.amount === 0) return null
  return <p>{s.line(money(rate.amount, rate.currency))}</p>
}

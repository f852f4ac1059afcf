import { LinkButton } from './LinkButton'
import { Empty } from './Page'
import { general as s } from './strings/general'

interface ProblemLike {
  status: number
  title: string
  next_step?: string
}

/** Whether the server says that there is no such thing, or not for this person: trying again changes nothing. */
export function absence(error: unknown): ProblemLike | null {
  if (!(error instanceof Error) || !('problem' in error)) return null
  const problem = error.problem as ProblemLike
  return [403, 404, 422].includes(problem.status) ? problem : null
}

/** In the place of what an address names and nobody finds, or may not see. */
export function Absent({ problem }: { problem: ProblemLike }) {
  const refused = problem.status === 403
  return (
    <Empty
      title={refused ? problem.title : s.notFound.title}
      why={refused ? problem.next_step || s.notFound.who : s.notFound.why}
    >
      <LinkButton to="/" variant="default">
        {s.notFound.back}
      </LinkButton>
    </Empty>
  )
}

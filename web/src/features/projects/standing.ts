import type { OwnReason, ProjectRow } from '@/api/types'

/** How a project stands for me: whether there is work, or why there is none. */
export type Standing =
  'open' | 'no-items' | 'done' | 'answered' | 'avoided' | 'away' | 'unqualified' | 'closed'

export function standingOf(row: ProjectRow): Standing {
  if (row.state === 'archived') return 'closed'
  // What I hold I may finish, whatever else is so.
  if (row.my_live_claims > 0 && !row.own.away) return 'open'
  if (row.state === 'paused') return 'closed'
  if (row.own.away) return 'away'
  if (row.avoided) return 'avoided'
  if (lacks(row)) return 'unqualified'
  if (row.left.items > 0 || row.left.more) return 'open'
  if (row.items === 0) return 'no-items'
  return row.settled + row.set_aside >= row.items ? 'done' : 'answered'
}

/** Whether it asks for a tier that I don't hold, and that I am not let off. Those who review or lead it are let in by their role. */
export function lacks(row: ProjectRow): boolean {
  return row.my_role === 'annotator' && row.asks_for.some(({ tier, held, waived }) => held < tier && !waived)
}

/** Whether nothing is given to me there by my own word: a pause holds for what I began, too, a ceiling does not. */
export function stopped(row: ProjectRow, met: OwnReason | null | undefined): boolean {
  if (!met) return false
  return row.my_live_claims === 0 || (met !== 'own-items' && met !== 'own-projects')
}

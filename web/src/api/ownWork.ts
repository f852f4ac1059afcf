import { useQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from './calls'
import { queries } from './queries'
import type { OwnReason } from './types'

/** Reads again what follows from one's own limits: how today stands, and which work is open. */
export function useOwnRefresh(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: queries.limits().queryKey })
    void client.invalidateQueries({ queryKey: ['projects', 'list'] })
  }
}

/** How my own work stands, and the way past an end that I set myself; `load`: items a day after a pause. */
export function useOwnWork() {
  const client = useQueryClient()
  const refresh = useOwnRefresh()
  const query = useQuery(queries.limits())
  const back = async (reason: OwnReason | 'away', load: number | null, project?: number) => {
    if (reason === 'away') {
      if (project !== undefined) await calls.returnToProject(project)
    } else {
      const made =
        reason === 'own-pause'
          ? await calls.comeBack({ items_a_day: load })
          : reason === 'own-done'
            ? await calls.comeBack({})
            : await calls.liftLimits()
      client.setQueryData(queries.limits().queryKey, made)
    }
    refresh()
  }
  return { query, back }
}

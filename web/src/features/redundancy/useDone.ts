import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Moved } from '@/api/types'
import { count } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { redundancy as s } from '@/ui/strings/redundancy'

/** Says what was moved and what was left, and reads again what has changed by it. */
export function useDone(project: number) {
  const client = useQueryClient()
  const notice = useNotice()
  const refresh = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['projects', project] })
    void client.invalidateQueries({ queryKey: ['items'] })
  }, [client, project])
  const told = useCallback(
    (what: 'aside' | 'restored', moved: Moved, undo?: () => void) => {
      refresh()
      const more =
        (moved.left_answered > 0 ? s.done.left(count(moved.left_answered)) : '') +
        (moved.left_withdrawn > 0 ? s.done.withdrawn(count(moved.left_withdrawn)) : '') +
        (moved.claims_ended > 0 ? s.done.claims(count(moved.claims_ended)) : '')
      const text =
        moved.in_background > 0
          ? s.done.later(count(moved.in_background))
          : s.done[what](count(moved.moved)) + more
      notice({ text, ...(undo && moved.moved > 0 ? { undo } : {}) })
    },
    [notice, refresh],
  )
  return { told, refresh, notice }
}

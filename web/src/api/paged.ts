/** Lists that are read page after page. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Page } from './types'

export { queryOptions } from '@tanstack/react-query'

export function pages<P extends Page<unknown>>(
  key: readonly unknown[],
  read: (after: string | null) => Promise<P>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? null,
  })
}

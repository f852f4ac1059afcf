/** Components that are fetched when they are wanted. One that does not come is a sentence with a way on, never an error page. */
import { Loader } from '@mantine/core'
import {
  createElement,
  useCallback,
  useEffect,
  useSyncExternalStore,
  type ComponentProps,
  type ComponentType,
  type ReactNode,
} from 'react'
import { Chunk, type Missing } from './chunk'
import { general } from './strings/general'
import { TroubleNote } from './Trouble'

/** A component that knows where it comes from; `preload` fetches it and never fails. */
export type Arriving<View> = View & { chunk: Chunk<View>; preload: () => Promise<void> }

interface Ways<Props> {
  /** What stands there until it comes. */
  Meanwhile?: ComponentType<Props>
  /** What stands around the sentence where it is a whole page. */
  around?: (note: ReactNode, props: Props) => ReactNode
}

/** Milliseconds between two tries while the server does not answer. */
const AGAIN = 4_000

/** Fetches these and tries again by itself: whether all are here, on their way, or why one did not come. */
export function useArrival(chunks: readonly Chunk<unknown>[]): 'here' | 'coming' | Missing {
  const now = () => arrivalOf(chunks)
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = chunks.map((chunk) => chunk.subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
    [chunks],
  )
  const arrival = useSyncExternalStore(subscribe, now, now)
  useEffect(() => {
    if (arrival === 'here') return
    const again = () => void Promise.all(chunks.map((chunk) => chunk.fetch()))
    if (arrival === 'coming') again()
    if (arrival === 'coming' || arrival.why === 'outdated') return
    const timer = setInterval(again, AGAIN)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [arrival, chunks])
  return arrival
}

function arrivalOf(chunks: readonly Chunk<unknown>[]): 'here' | 'coming' | Missing {
  const arrivals = chunks.map((chunk) => chunk.current())
  const missing = arrivals.find(({ is }) => is === 'missing')
  if (missing?.is === 'missing') return missing.error
  return arrivals.every(({ is }) => is === 'here') ? 'here' : 'coming'
}

export function arriving<
  Name extends string,
  // Any component: what it is given is checked where it is used.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  Module extends Record<Name, ComponentType<any>>,
>(
  load: () => Promise<Module>,
  name: Name,
  { Meanwhile, around = (note) => note }: Ways<ComponentProps<Module[Name]>> = {},
): Arriving<Module[Name]> {
  // Awaited, not chained: the bundler takes what is chained for a part of the import.
  const chunk = new Chunk(async () => (await load())[name])
  const chunks = [chunk]
  function Arrives(props: ComponentProps<Module[Name]>) {
    const arrival = useArrival(chunks)
    const now = chunk.current()
    if (now.is === 'here') return createElement(now.made, props)
    const meanwhile = Meanwhile && createElement(Meanwhile, props)
    if (typeof arrival === 'string')
      return meanwhile ?? <Loader size="sm" type="dots" aria-label={general.loading} />
    return around(
      <>
        {meanwhile}
        <TroubleNote error={arrival} onRetry={() => void chunk.fetch()} />
      </>,
      props,
    )
  }
  return Object.assign(Arrives as unknown as Module[Name], { chunk, preload: chunk.fetch })
}

/** Where these come from, as far as they are fetched at all. */
export function chunksOf(components: readonly unknown[]): Chunk<unknown>[] {
  return components.flatMap((one) =>
    typeof one === 'function' && 'chunk' in one && one.chunk instanceof Chunk ? [one.chunk] : [],
  )
}

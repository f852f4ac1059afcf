import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { sendKept } from '../http'
import { Outbox } from './outbox'
import { openKeeping, type Errand, type Keeping } from './store'

interface Kept {
  keeping: Keeping
  outbox: Outbox
}

const Context = createContext<Kept | null>(null)

/** Only one tab sends at a time. Where the browser has no locks, the idempotency keys still make it safe. */
const alone = async (job: () => Promise<void>): Promise<void> => {
  if ('locks' in navigator) await navigator.locks.request('goodwork-outbox', job)
  else await job()
}

const deliver = (errand: Errand): Promise<unknown> => sendKept(errand.path, errand.body, errand.id)

/** The shortest and longest time between two tries while something waits; an idle page sends nothing. */
const FIRST = 2_000
const LAST = 60_000

export function KeepingProvider({ person, children }: { person: number; children: ReactNode }) {
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    let gone = false
    void openKeeping().then(async (keeping) => {
      const outbox = new Outbox(keeping, person, deliver, alone)
      await outbox.reload()
      if (!gone) setKept({ keeping, outbox })
    })
    return () => {
      gone = true
    }
  }, [person])
  useEffect(() => {
    if (!kept) return
    return keepTrying(kept.outbox)
  }, [kept])
  if (!kept) return null
  return <Context.Provider value={kept}>{children}</Context.Provider>
}

/** Sends when the connection is back, when the page is looked at again, and now and then while something waits. */
function keepTrying(outbox: Outbox): () => void {
  let wait = FIRST
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = () => outbox.list().some((errand) => errand.state === 'waiting')
  const plan = () => {
    clearTimeout(timer)
    if (!waiting()) {
      wait = FIRST
      return
    }
    timer = setTimeout(() => {
      wait = Math.min(wait * 2, LAST)
      void outbox.flush().then(plan)
    }, wait)
  }
  const now = () => {
    wait = FIRST
    void outbox.reload().then(() => (waiting() ? outbox.flush() : undefined))
  }
  const seen = () => {
    if (document.visibilityState === 'visible') now()
  }
  const unsubscribe = outbox.subscribe(plan)
  window.addEventListener('online', now)
  document.addEventListener('visibilitychange', seen)
  now()
  return () => {
    clearTimeout(timer)
    unsubscribe()
    window.removeEventListener('online', now)
    document.removeEventListener('visibilitychange', seen)
  }
}

export function useKeeping(): Kept {
  const kept = useContext(Context)
  if (!kept) throw new Error('No keeping above this component.')
  return kept
}

/** What has not been sent yet. */
export function useUnsent(): readonly Errand[] {
  const { outbox } = useKeeping()
  return useSyncExternalStore(outbox.subscribe, outbox.list)
}

/** Does something each time that the server got what waited: a page that shows it may be older than that. */
export function useArrived(does: () => void): void {
  const waiting = useUnsent().length
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting < before.current) does()
    before.current = waiting
  })
}

import { useEffect, useState } from 'react'
import type Dialogs from './Dialogs'

/** Milliseconds after which the dialogs are fetched, so that they are there when the connection is not. */
const AFTER = 1_000

/**
 * The desk's dialogs, when they have come: soon, or at once when one is wanted. Without a connection they come when it is
 * back, and until then everything else on the desk goes on: a lazy component would take the page down instead.
 */
export function useDialogs(wanted: boolean): typeof Dialogs | null {
  const [made, setMade] = useState<typeof Dialogs | null>(null)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(true)
    }, AFTER)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  useEffect(() => {
    if (made || !(settled || wanted)) return
    let gone = false
    const fetch = () => {
      import('./Dialogs').then(
        (module) => {
          if (!gone) setMade(() => module.default)
        },
        () => undefined,
      )
    }
    fetch()
    window.addEventListener('online', fetch)
    return () => {
      gone = true
      window.removeEventListener('online', fetch)
    }
  }, [made, settled, wanted])
  return made
}

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
    const fetch = async () => {
      // Awaited, not chained: the bundler takes what is chained for a part of the import, and a stylesheet that does not
      // come would be nobody's error.
      try {
        const module = await import('./Dialogs')
        if (!gone) setMade(() => module.default)
      } catch {
        // It is fetched again when the connection is back, or when a dialog is wanted.
      }
    }
    const again = () => void fetch()
    again()
    window.addEventListener('online', again)
    return () => {
      gone = true
      window.removeEventListener('online', again)
    }
  }, [made, settled, wanted])
  return made
}

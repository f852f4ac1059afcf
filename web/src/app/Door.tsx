import { Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { calls } from '@/api/calls'
import { KeepingProvider } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import type { Me } from '@/api/types'
import { arriving } from '@/ui/arriving'
import { chosenBefore, isLanguage, keepLanguage, language } from '@/ui/locale'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { wholeWindow } from './WholePage'

const EntrancePage = arriving(() => import('@/features/entrance/EntrancePage'), 'EntrancePage', {
  Meanwhile: () => waiting,
  around: wholeWindow,
})

const ClosedPage = arriving(() => import('./ClosedPage'), 'ClosedPage', {
  Meanwhile: () => waiting,
  around: wholeWindow,
})

const waiting = (
  <Center h="60vh">
    <Loader size="sm" type="dots" aria-label={general.loading} />
  </Center>
)

/** Lets in who is signed in, with the work their browser keeps; shows the entrance to everybody else. */
export function Door() {
  const session = useQuery(queries.session())
  const speaks = useLanguageOf(session.data)
  if (session.data && !speaks) return waiting
  // Their access has ended; what concerns nobody but them stays theirs, whatever address they came to.
  if (session.data && !session.data.active) return <ClosedPage />
  if (session.data)
    return (
      <KeepingProvider person={session.data.person_id} key={session.data.person_id}>
        <Suspense fallback={waiting}>
          <Outlet />
        </Suspense>
      </KeepingProvider>
    )
  if (session.data === null) return <EntrancePage />
  if (session.error)
    return wholeWindow(<TroubleNote error={session.error} onRetry={() => void session.refetch()} />)
  return waiting
}

/** Whether the page speaks the language of who comes in. It is looked at then, never while they work. */
function useLanguageOf(me: Me | null | undefined): boolean {
  const [spokenFor, speak] = useState<number | null>(null)
  const [person, kept] = [me?.person_id ?? null, me?.language]
  useEffect(() => {
    if (person === null || person === spokenFor) return
    const chosen = chosenBefore()
    // Without a connection it stays on this device, and is chosen again where somebody cares.
    if (chosen !== null && chosen !== kept) calls.chooseLanguage(chosen).catch(() => undefined)
    else if (isLanguage(kept) && kept !== language && keepLanguage(kept)) {
      window.location.reload()
      return
    }
    speak(person)
  }, [person, kept, spokenFor])
  return person === spokenFor
}

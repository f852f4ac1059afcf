import { Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { KeepingProvider } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import { arriving } from '@/ui/arriving'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { wholeWindow } from './WholePage'

const EntrancePage = arriving(() => import('@/features/entrance/EntrancePage'), 'EntrancePage', {
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

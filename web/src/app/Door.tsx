import { Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { KeepingProvider } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import { Page } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'

const EntrancePage = lazy(() =>
  import('@/features/entrance/EntrancePage').then((made) => ({ default: made.EntrancePage })),
)

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
  if (session.data === null)
    return (
      <Suspense fallback={waiting}>
        <EntrancePage />
      </Suspense>
    )
  if (session.error)
    return (
      <Page title={general.name} narrow>
        <TroubleNote error={session.error} onRetry={() => void session.refetch()} />
      </Page>
    )
  return waiting
}

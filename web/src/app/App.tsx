import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { mayPass, watchSignedOut } from '@/api/http'
import { lookAgain } from '@/api/session'
import { direction } from '@/ui/locale'
import { NoticesProvider } from '@/ui/Notices'
import { router } from './router'
import { theme, variables } from './theme'

const colorScheme = localStorageColorSchemeManager({ key: 'goodwork-color-scheme' })

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; a broken connection may heal.
      retry: (failures, error) => mayPass(error) && failures < 2,
      refetchOnWindowFocus: false,
      // What failed comes by itself when the connection is back.
      refetchOnReconnect: (query) => query.state.status === 'error',
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
// When the session ends on the server, the sign-in appears in place; the address and the kept work stay.
watchSignedOut(() => {
  void lookAgain(client)
})

export function App() {
  return (
    <DirectionProvider initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        colorSchemeManager={colorScheme}
      >
        <QueryClientProvider client={client}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

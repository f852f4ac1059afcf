/** The form of a project's questions, once their kinds are here. */
import { Loader } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { useArrival } from '@/ui/arriving'
import { general } from '@/ui/strings/general'
import { TroubleNote } from '@/ui/Trouble'
import type { Json } from './contract'
import { kindsOf, readForm, type Asked } from './registry'

interface FormedProps {
  questions: Json[]
  children: (form: Asked[]) => ReactNode
}

export function Formed({ questions, children }: FormedProps) {
  const chunks = useMemo(() => kindsOf(questions), [questions])
  const arrival = useArrival(chunks)
  const form = useMemo(() => (arrival === 'here' ? readForm(questions) : null), [arrival, questions])
  if (form) return <>{children(form)}</>
  if (typeof arrival === 'string') return <Loader size="sm" type="dots" aria-label={general.loading} />
  return (
    <TroubleNote
      error={arrival}
      onRetry={() => {
        for (const chunk of chunks) void chunk.fetch()
      }}
    />
  )
}

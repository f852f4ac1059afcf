/** Asking about an item or a rule, from wherever it is done. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from './calls'
import { newId } from './keeping/ids'
import { queries } from './queries'

export interface Question {
  asked: string
  /** The heading of a section of the guideline; empty: none. */
  rule: string
}

/** Who answers, and what sends a question. The same question sent again is one question. */
export function useAsk(project: number, item: number | null, opened: boolean) {
  const client = useQueryClient()
  const answering = useQuery({ ...queries.answering(project), enabled: opened })
  const [key, setKey] = useState(newId)
  const send = useMutation({
    mutationFn: (question: Question) => calls.ask(project, { ...question, item_id: item }, key),
    onSuccess: () => {
      setKey(newId())
      for (const queryKey of [
        ['projects', project, 'threads'],
        ['projects', project, 'answering'],
        ['beside'],
      ])
        void client.invalidateQueries({ queryKey })
    },
  })
  return {
    answerer: answering.data?.answerer ?? null,
    sending: send.isPending,
    error: send.error as unknown,
    send: (question: Question) => send.mutateAsync(question),
  }
}

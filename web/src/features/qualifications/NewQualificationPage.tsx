import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import type { QualificationIn } from '@/api/types'
import { useNotice } from '@/ui/Notices'
import { Page } from '@/ui/Page'
import { qualifications as s } from '@/ui/strings/qualifications'
import { QualificationForm } from './QualificationForm'

/** A new qualification. */
export function NewQualificationPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  // What is sent again after a change is another request.
  const [key, setKey] = useState(newId)
  const make = useMutation({
    mutationFn: (asked: QualificationIn) => qualifying.makeQualification(asked, key),
    onSettled: () => {
      setKey(newId())
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: qualifyingQueries.qualifications().queryKey })
      notice({ text: s.made(made.name) })
      await navigate({
        to: '/qualifications/$qualificationId',
        params: { qualificationId: String(made.id) },
      })
    },
  })
  return (
    <Page title={s.make} above={<Link to="/qualifications">{s.back}</Link>}>
      <QualificationForm busy={make.isPending} error={make.error} onSave={make.mutate} />
    </Page>
  )
}

import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paying, payingQueries } from '@/api/paying'
import { day } from '@/ui/format'
import { CopyField } from '@/ui/CopyField'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'

/** Where closed statements are sent to; the key that signs them is shown when it is made. */
export function HookPanel() {
  const client = useQueryClient()
  const notice = useNotice()
  const query = useQuery(payingQueries.payHook())
  const [address, write] = useState('')
  const fresh = () => client.invalidateQueries({ queryKey: payingQueries.payHook().queryKey })
  const save = useMutation({ mutationFn: () => paying.setPayHook(address), onSuccess: fresh })
  const end = useMutation({
    mutationFn: paying.endPayHook,
    onSuccess: async () => {
      save.reset()
      notice({ text: s.hookEnded })
      await fresh()
    },
  })
  return (
    <Panel title={s.hook} note={s.hookNote}>
      <Ready query={query}>
        {({ hook }) =>
          hook && (
            <div>
              <p>{s.hookSince(hook.address, day(hook.since), `\u2068${hook.by}\u2069`)}</p>
              <Button
                variant="default"
                mb="md"
                loading={end.isPending}
                onClick={() => {
                  end.mutate()
                }}
              >
                {s.hookEnd}
              </Button>
            </div>
          )
        }
      </Ready>
      {save.data && (
        <div>
          <CopyField label={s.hookKey} value={save.data.key} />
          <p>{s.hookKeyNote}</p>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (address.trim()) save.mutate()
        }}
      >
        <TextInput
          label={s.hookAddress}
          description={s.hookHint}
          inputMode="url"
          maxLength={2000}
          value={address}
          onChange={(event) => {
            write(event.currentTarget.value)
          }}
        />
        {(save.error ?? end.error) && <TroubleNote error={save.error ?? end.error} />}
        <Group mt="md">
          <Button type="submit" loading={save.isPending}>
            {s.hookSave}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}

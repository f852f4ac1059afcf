import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { organizing, organizingQueries } from '@/api/organizing'
import { isInSeveral, useMe } from '@/api/session'
import type { Scope, Token } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { CopyField } from '@/ui/CopyField'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { account as s } from '@/ui/strings/account'
import { memberships } from '@/ui/strings/memberships'
import styles from './Account.module.css'

export function Tokens() {
  const client = useQueryClient()
  const notice = useNotice()
  const tokens = useQuery(organizingQueries.tokens())
  const [wish, setWish] = useState({ name: '', scopes: ['read'] as Scope[], days: 90 })
  const refresh = () => client.invalidateQueries({ queryKey: organizingQueries.tokens().queryKey })
  const make = useMutation({
    mutationFn: () => organizing.makeToken({ ...wish, name: wish.name.trim() }),
    onSuccess: async () => {
      setWish({ ...wish, name: '' })
      await refresh()
    },
  })
  const me = useMe()
  const of = isInSeveral(me) ? ` ${memberships.tokens(me.organization)}` : ''
  return (
    <Panel title={s.tokens} note={s.tokensNote + of}>
      <Ready query={tokens}>
        {(rows) => (
          <>
            {rows.length === 0 && <Text c="dimmed">{s.tokensEmpty}</Text>}
            <ul className={styles.list}>
              {rows.map((token) => (
                <li key={token.id}>
                  <div>
                    <strong>{token.name}</strong> <code>{token.prefix}…</code>
                    <div className={styles.small}>
                      {token.scopes.join(', ')} · {validity(token)}
                    </div>
                  </div>
                  {isLive(token) && (
                    <Asking
                      label={s.revoke}
                      title={s.revokeTitle(token.name)}
                      explains={s.revokeExplains}
                      danger
                      button={{ size: 'xs', variant: 'subtle', color: 'gray' }}
                      does={async () => {
                        await organizing.revokeToken(token.id)
                        notice({ text: s.revoked })
                        await refresh()
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Ready>
      {make.data && (
        <div className={styles.once} role="status">
          <CopyField label={s.made} value={make.data.token} />
          <Text size="sm" mt={6}>
            {s.madeOnce}
          </Text>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack gap="md" mt="lg">
          <Group align="flex-end">
            <TextInput
              label={s.tokenName}
              required
              withAsterisk={false}
              style={{ flex: '1 1 220px' }}
              value={wish.name}
              maxLength={120}
              onChange={(event) => {
                setWish({ ...wish, name: event.currentTarget.value })
              }}
            />
            <NumberInput
              label={s.days}
              w={130}
              min={1}
              max={366}
              value={wish.days}
              onChange={(days) => {
                if (typeof days === 'number') setWish({ ...wish, days })
              }}
            />
          </Group>
          <Checkbox.Group
            label={s.scopes}
            value={wish.scopes}
            onChange={(scopes) => {
              setWish({ ...wish, scopes: scopes as Scope[] })
            }}
          >
            <Stack gap="xs" mt="xs">
              {(Object.keys(s.scope) as Scope[]).map((scope) => (
                <Checkbox key={scope} value={scope} label={s.scope[scope]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {make.error && <TroubleNote error={make.error} />}
          <Group>
            <Button
              type="submit"
              variant="default"
              loading={make.isPending}
              disabled={wish.scopes.length === 0 || wish.name.trim() === ''}
            >
              {s.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function isLive(token: Token): boolean {
  return token.revoked_at === null && new Date(token.expires_at) > new Date()
}

function validity(token: Token): string {
  if (token.revoked_at) return s.revokedOn(day(token.revoked_at))
  return isLive(token) ? s.expires(day(token.expires_at)) : s.expired(day(token.expires_at))
}

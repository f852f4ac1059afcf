import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { useUnsent } from '@/api/keeping/context'
import { enterAs, useMe } from '@/api/session'
import { useNotice } from '@/ui/Notices'
import { app as s } from '@/ui/strings/app'
import { AccountButton } from './AccountButton'
import styles from './Shell.module.css'

export interface MenuProps {
  opened: boolean
  onChange: (opened: boolean) => void
}

/** What concerns oneself: quality, account, appearance, signing out. */
export function AccountMenu({ opened, onChange }: MenuProps) {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const unsent = useUnsent()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = async () => {
    await calls.signOut()
    if (unsent.length > 0) notice({ text: s.keptOnSignOut })
    await navigate({ to: '/' })
    enterAs(client, null)
  }
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.organization}</Menu.Label>
        <Menu.Item component={Link} to="/me">
          {s.myAccount}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{s.appearance}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            className={styles.scheme}
            onClick={() => {
              setColorScheme(scheme)
            }}
          >
            {s[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{s.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Burger, Drawer, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useDisclosure, useNetwork } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { useUnsent } from '@/api/keeping/context'
import { enterAs, leads, useMe } from '@/api/session'
import { useNotice } from '@/ui/Notices'
import { Wordmark } from '@/ui/Wordmark'
import { app as s } from '@/ui/strings/app'
import styles from './Shell.module.css'

export function Shell() {
  const me = useMe()
  const unsent = useUnsent()
  const { online } = useNetwork()
  const [open, { open: show, close }] = useDisclosure(false)
  const links = (
    <>
      <Link to="/" activeOptions={{ exact: true }} className={styles.link} onClick={close}>
        {s.myProjects}
      </Link>
      {leads(me) && (
        <>
          <Link to="/people" className={styles.link} onClick={close}>
            {s.people}
          </Link>
          <Link to="/changes" className={styles.link} onClick={close}>
            {s.audit}
          </Link>
        </>
      )}
    </>
  )
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {s.skip}
      </a>
      <header className={styles.bar}>
        <div className={styles.inner}>
          <Link to="/" className={styles.home}>
            <Wordmark />
          </Link>
          <nav className={styles.links} aria-label={s.menu}>
            {links}
          </nav>
          <span className={styles.space} />
          {unsent.length > 0 && (
            <Link to="/unsent" className={styles.unsent}>
              {s.unsent(unsent.length)}
            </Link>
          )}
          <AccountMenu />
          <Burger className={styles.burger} size="sm" opened={open} onClick={show} aria-label={s.menu} />
        </div>
      </header>
      {!online && (
        <div className={styles.offline} role="status">
          {s.offline}
        </div>
      )}
      <Drawer opened={open} onClose={close} size="xs" position="right" title={<Wordmark />}>
        <nav className={styles.drawer} aria-label={s.menu}>
          {links}
        </nav>
      </Drawer>
      <main id="content" tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
    </div>
  )
}

function AccountMenu() {
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
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles.account} aria-label={s.account(me.name)}>
          <span className={styles.initials} data-letters={initials(me.name)} aria-hidden />
          <span className={styles.who}>{me.name}</span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.organization}</Menu.Label>
        <Menu.Item component={Link} to="/me/quality">
          {s.myQuality}
        </Menu.Item>
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

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}

import { Burger } from '@mantine/core'
import { useDisclosure, useNetwork } from '@mantine/hooks'
import { Link, Outlet, useMatches } from '@tanstack/react-router'
import { useUnsent } from '@/api/keeping/context'
import { leads, useMe } from '@/api/session'
import { arriving } from '@/ui/arriving'
import { Dialog } from '@/ui/Dialog'
import { FirstWay } from '@/ui/FirstWay'
import { Wordmark } from '@/ui/Wordmark'
import { app as s } from '@/ui/strings/app'
import { AccountMenu } from './AccountMenu'
import { InboxLink } from './InboxLink'
import styles from './Shell.module.css'
import { wholePage } from './WholePage'

const NoAccessPage = arriving(() => import('./NoAccess'), 'NoAccessPage', { around: wholePage })

const ApplicantShell = arriving(() => import('./ApplicantShell'), 'ApplicantShell', { around: wholePage })

export function Shell() {
  return useMe().role === 'applicant' ? <ApplicantShell /> : <FullShell />
}

function FullShell() {
  const me = useMe()
  const unsent = useUnsent()
  const { online } = useNetwork()
  const closed = useMatches({ select: (all) => all.at(-1)?.staticData.need === 'leads' }) && !leads(me)
  const [open, { open: show, close }] = useDisclosure(false)
  const links = (
    <>
      <Link to="/" activeOptions={{ exact: true }} className={styles.link} onClick={close}>
        {s.myProjects}
      </Link>
      <InboxLink onClick={close} />
      <Link to="/me/quality" className={styles.link} onClick={close}>
        {s.myQuality}
      </Link>
      {leads(me) && (
        <>
          <Link to="/people" className={styles.link} onClick={close}>
            {s.people}
          </Link>
          <Link to="/assessments" className={styles.link} onClick={close}>
            {s.assessments}
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
      {open && (
        <Dialog title={s.menu} onClose={close}>
          <nav className={styles.drawer} aria-label={s.menu}>
            {links}
          </nav>
        </Dialog>
      )}
      <FirstWay />
      <main id="content" tabIndex={-1} className={styles.content}>
        {closed ? <NoAccessPage /> : <Outlet />}
      </main>
    </div>
  )
}

import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { arriving } from '@/ui/arriving'
import { app } from '@/ui/strings/app'
import { applying as s } from '@/ui/strings/applying'
import { Wordmark } from '@/ui/Wordmark'
import { AccountMenu } from './AccountMenu'
import { InboxLink } from './InboxLink'
import styles from './Shell.module.css'
import { wholePage } from './WholePage'

const MyApplication = arriving(() => import('./MyApplication'), 'MyApplication', { around: wholePage })

/** What applicants reach; every other address shows their application. */
const THEIRS = ['/me', '/inbox']

/** The frame of whoever has applied and is not admitted yet: what is their own, and nothing else. */
export function ApplicantShell() {
  const { pathname } = useLocation()
  const theirs = THEIRS.some((path) => pathname === path || pathname.startsWith(`${path}/`))
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {app.skip}
      </a>
      <header className={styles.bar}>
        <div className={styles.inner}>
          <Link to="/" className={styles.home}>
            <Wordmark />
          </Link>
          <nav className={styles.few} aria-label={app.menu}>
            <Link to="/" activeOptions={{ exact: true }} className={styles.link}>
              {s.nav}
            </Link>
            <InboxLink onClick={() => undefined} />
          </nav>
          <span className={styles.space} />
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {theirs ? <Outlet /> : <MyApplication />}
      </main>
    </div>
  )
}

import { useMantineColorScheme } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { calls } from '@/api/calls'
import { useUnsent } from '@/api/keeping/context'
import { enterAs, isInSeveral, leads, useMe } from '@/api/session'
import { arriving } from '@/ui/arriving'
import { useFirstWay } from '@/ui/useFirstWay'
import { useNotice } from '@/ui/Notices'
import { app as s } from '@/ui/strings/app'
import { Unfolding } from '@/ui/Unfolding'
import menu from '@/ui/Unfolding.module.css'
import styles from './Shell.module.css'

const OtherOrganizations = arriving(() => import('./OtherOrganizations'), 'OtherOrganizations')

/** What concerns oneself: account, appearance, signing out. */
export function AccountMenu() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const unsent = useUnsent()
  const schemes = useId()
  const [, setWay] = useFirstWay()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = async () => {
    await calls.signOut()
    if (unsent.length > 0) notice({ text: s.keptOnSignOut })
    await navigate({ to: '/' })
    enterAs(client, null)
  }
  return (
    <Unfolding
      label={s.account(me.name)}
      align="end"
      button={(opener) => (
        <button type="button" {...opener} className={styles.account} aria-label={s.account(me.name)}>
          <span className={styles.initials} data-letters={initials(me.name)} aria-hidden />
          <span className={styles.who}>{me.name}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      )}
    >
      {(close) => (
        <>
          <div className={menu.part}>
            <p className={menu.title}>{me.organization}</p>
            <Link to="/me" className={menu.choice} onClick={close}>
              {s.myAccount}
            </Link>
            {me.role !== 'applicant' && (
              <Link to="/me/qualifications" className={menu.choice} onClick={close}>
                {s.myQualifications}
              </Link>
            )}
            <Link to="/me/pay" className={menu.choice} onClick={close}>
              {s.myPay}
            </Link>
            <Link to="/me/assessments" className={menu.choice} onClick={close}>
              {s.myAssessments}
            </Link>
            <Link to="/practice" className={menu.choice} onClick={close}>
              {s.practice}
            </Link>
            {leads(me) && (
              <Link
                to="/projects/new"
                className={menu.choice}
                onClick={() => {
                  setWay(0)
                  close()
                }}
              >
                {s.firstWay}
              </Link>
            )}
          </div>
          {isInSeveral(me) && <OtherOrganizations close={close} />}
          <div className={menu.part} role="radiogroup" aria-labelledby={schemes}>
            <p className={menu.title} id={schemes}>
              {s.appearance}
            </p>
            {(['light', 'dark', 'auto'] as const).map((scheme) => (
              <label key={scheme} className={menu.choice}>
                <input
                  type="radio"
                  name={schemes}
                  checked={colorScheme === scheme}
                  onChange={() => {
                    setColorScheme(scheme)
                  }}
                />
                {s[scheme]}
              </label>
            ))}
          </div>
          <div className={menu.part}>
            <button type="button" className={menu.choice} onClick={() => void signOut()}>
              {s.signOut}
            </button>
          </div>
        </>
      )}
    </Unfolding>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}

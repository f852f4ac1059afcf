import { Button, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { enterAs, useMe } from '@/api/session'
import { arriving } from '@/ui/arriving'
import { Page } from '@/ui/Page'
import { Wordmark } from '@/ui/Wordmark'
import { app } from '@/ui/strings/app'
import { restrictions } from '@/ui/strings/restrictions'
import styles from './Shell.module.css'
import { wholePage } from './WholePage'

const s = restrictions.closed
const Restrictions = arriving(() => import('@/features/restrictions/RestrictionsPage'), 'Restrictions', {
  around: wholePage,
})
const MyPayPage = arriving(() => import('@/features/pay/MyPayPage'), 'MyPayPage', { around: wholePage })

const BackToOthers = arriving(() => import('./BackToOthers'), 'BackToOthers')
const TakeRecord = arriving(() => import('@/features/qualifications/TakeRecord'), 'TakeRecord', {
  around: wholePage,
})
const OwnData = arriving(() => import('@/features/account/OwnData'), 'OwnData', { around: wholePage })

type View = 'decisions' | 'pay' | 'data'

/** What somebody sees whose access has ended: what was decided about them, and what is theirs. */
export function ClosedPage() {
  const me = useMe()
  const client = useQueryClient()
  const [view, setView] = useState<View>('decisions')
  const signOut = async () => {
    await calls.signOut()
    enterAs(client, null)
  }
  return (
    <div className={styles.shell}>
      <header className={styles.bar}>
        <div className={styles.inner}>
          <span className={styles.home}>
            <Wordmark />
          </span>
          <Button variant="default" size="xs" ms="auto" onClick={() => void signOut()}>
            {app.signOut}
          </Button>
        </div>
      </header>
      <main id="content">
        <Page title={s.title} lead={`${me.name}, ${me.organization}. ${s.lead}`} narrow>
          {me.memberships.some((one) => one.active) && <BackToOthers />}
          <SegmentedControl<View>
            aria-label={s.views}
            mb="md"
            value={view}
            onChange={setView}
            data={[
              { value: 'decisions', label: s.decisions },
              { value: 'pay', label: s.pay },
              { value: 'data', label: s.data },
            ]}
          />
          {view === 'decisions' && <Restrictions closed />}
          {view === 'data' && (
            <>
              <OwnData />
              <TakeRecord />
            </>
          )}
        </Page>
        {view === 'pay' && <MyPayPage />}
      </main>
    </div>
  )
}

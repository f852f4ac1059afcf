import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { applying, applyingQueries } from '@/api/applying'
import { mayPass } from '@/api/http'
import type { FoundPage } from '@/api/types'
import { AskForLink } from './AskForLink'
import { EntranceForm } from './EntranceForm'
import { NewOrMine } from './NewOrMine'
import { count, percent } from '@/ui/format'
import { LanguageChoice } from '@/ui/LanguageChoice'
import { Waiting } from '@/ui/LoadMore'
import { chooseBefore, language } from '@/ui/locale'
import { MarkdownText } from '@/ui/MarkdownText'
import { money } from '@/ui/money'
import { useTitle } from '@/ui/Page'
import { applying as words } from '@/ui/strings/applying'
import { entrance } from '@/ui/strings/entrance'
import { TroubleNote } from '@/ui/Trouble'
import { Wordmark } from '@/ui/Wordmark'
import styles from './WorkWithUs.module.css'

const s = words.found

/** What an organization says to whoever has no account, and the way to apply. */
export function WorkWithUsPage() {
  const { address } = useParams({ from: '/work-with-us/$address' })
  const found = useQuery(applyingQueries.found(address))
  if (found.isPending) return <Waiting />
  if (!found.data)
    return (
      <Frame title={s.gone}>
        <p>{s.goneWhy}</p>
        {mayPass(found.error) && <TroubleNote error={found.error} onRetry={() => void found.refetch()} />}
      </Frame>
    )
  return <Found address={address} page={found.data} />
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Wordmark large />
        <h1 className={styles.title}>{title}</h1>
        {children}
        <div className={styles.languages}>
          <LanguageChoice label={entrance.language} onChoose={chooseBefore} />
        </div>
      </div>
    </main>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Found({ address, page }: { address: string; page: FoundPage }) {
  const navigate = useNavigate()
  const token = useLocation({ select: (location) => location.hash })
  return (
    <Frame title={s.title(`\u2068${page.organization}\u2069`)}>
      <Part title={s.work}>
        <MarkdownText text={page.work} />
      </Part>
      <Part title={s.usedBy}>
        <MarkdownText text={page.used_by} />
      </Part>
      <Part title={s.pay}>
        <Pay page={page} />
      </Part>
      <Part title={s.asked}>
        {page.asked && <MarkdownText text={page.asked} />}
        <Asked page={page} />
        <p>{page.admits ? s.admits : s.decides}</p>
        <p className={styles.small}>{s.declines}</p>
      </Part>
      <Part title={s.never}>
        <ul>
          {page.never.map((one) => (
            <li key={one}>{s.nevers[one]}</li>
          ))}
        </ul>
        <p className={styles.small}>{s.neverNote}</p>
        <p className={styles.small}>{s.kept}</p>
      </Part>
      <section className={styles.card} aria-label={s.apply}>
        <h2>{s.apply}</h2>
        {page.takes ? (
          <>
            <p className={styles.small}>{s.applyLead}</p>
            {page.by_mail && token === '' ? (
              <AskToApply address={address} />
            ) : (
              <NewOrMine
                asks={['name']}
                button={s.button}
                enter={({ name, email, password, has_account }) =>
                  applying.apply(address, {
                    name,
                    email,
                    password,
                    has_account,
                    token: has_account || token === '' ? null : token,
                  })
                }
                // The link is used up: it does not stay in the history.
                onEntered={() => void navigate({ to: '/', replace: true })}
              />
            )}
          </>
        ) : (
          <p>{s.full}</p>
        )}
        <p className={styles.small}>
          <Anchor component={Link} to="/">
            {entrance.signIn}
          </Anchor>
        </p>
      </section>
    </Frame>
  )
}

/** Where the server sends mail: a link first, or the account that somebody has. */
function AskToApply({ address }: { address: string }) {
  const navigate = useNavigate()
  const [mine, setMine] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (sentTo !== null) return <p role="status">{entrance.linkSentLead(sentTo)}</p>
  return (
    <>
      {mine ? (
        <EntranceForm
          asks={['name']}
          button={s.button}
          fresh={false}
          enter={({ name, email, password }) =>
            applying.apply(address, { name, email, password, has_account: true })
          }
          onEntered={() => void navigate({ to: '/' })}
        />
      ) : (
        <>
          <p className={styles.small}>{s.linkFirst}</p>
          <AskForLink ask={(email) => applying.askForLink(address, { email, language })} onSent={setSentTo} />
        </>
      )}
      <p className={styles.small}>
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setMine(!mine)
          }}
        >
          {mine ? entrance.withNew : entrance.useMine}
        </Anchor>
      </p>
    </>
  )
}

function Pay({ page }: { page: FoundPage }) {
  const { pay_low: low, pay_high: high, pay_currency: currency } = page
  if (page.pay === 'stated' && low && high && currency)
    return (
      <>
        <p className={styles.strong}>{s.payStated(money(low, currency), money(high, currency))}</p>
        <p className={styles.small}>{s.payStatedBy}</p>
      </>
    )
  if (page.pay !== 'rates') return <p>{s.payUnsaid}</p>
  if (page.rates.length === 0) return <p>{s.payNone}</p>
  return (
    <>
      <p>{s.payRates}</p>
      <ul>
        {page.rates.map((one) => (
          <li key={`${one.basis} ${one.currency}`}>
            {s.rate[one.basis](
              s.range(money(one.low, one.currency), money(one.high, one.currency)),
              count(one.projects),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What applicants take, as it is told before the start. */
function Asked({ page }: { page: FoundPage }) {
  const one = page.assessment
  if (!one) return page.asked ? null : <p>{s.askedNothing}</p>
  return (
    <>
      <p className={styles.strong}>{s.assessment(`\u2068${one.title}\u2069`)}</p>
      {one.about && <MarkdownText text={one.about} />}
      <ul>
        <li>{s.facts(count(one.drawn), count(one.minutes), percent(one.pass_mark))}</li>
        <li>{s.tries(count(one.tries), count(one.wait_days))}</li>
        <li>
          {one.pay_amount && one.pay_currency ? s.paid(money(one.pay_amount, one.pay_currency)) : s.unpaid}
        </li>
        {one.pay_amount && <li>{s.paidAMonth(count(page.paid_a_month), count(page.paid_left))}</li>}
        {page.earns && <li>{s.earns(`\u2068${page.earns}\u2069`)}</li>}
      </ul>
    </>
  )
}

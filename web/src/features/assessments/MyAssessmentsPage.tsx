import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { assessing, assessingQueries } from '@/api/assessing'
import { leads, useMe } from '@/api/session'
import type { AssessmentOffer, OwnAttempt } from '@/api/types'
import { count, day, moment, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { MarkdownText } from '@/ui/MarkdownText'
import { money } from '@/ui/money'
import { Empty, Page, Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Assessments.module.css'
import { mayBegin } from './standing'

/** What I may be assessed in, what is told before the start, and what came of it. */
export function MyAssessmentsPage() {
  const me = useMe()
  const query = useInfiniteQuery(assessingQueries.offers())
  return (
    <Page title={s.mine} lead={s.mineLead}>
      <PagedList query={query} empty={<Empty title={s.mineEmpty.title} why={s.mineEmpty.why} />}>
        {(rows) => (
          <div className={styles.list}>
            {rows.map((offer) => (
              <Offer key={offer.id} offer={offer} lead={leads(me)} />
            ))}
          </div>
        )}
      </PagedList>
    </Page>
  )
}

function Offer({ offer, lead }: { offer: AssessmentOffer; lead: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const begin = useMutation({
    mutationFn: () => assessing.beginAttempt(offer.id),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: assessingQueries.offers().queryKey })
      await navigate({ to: '/me/assessments/$attemptId', params: { attemptId: String(id) } })
    },
  })
  const standing = mayBegin(offer, new Date())
  const goesOn = offer.attempts.find((one) => one.handed_in_on === null)
  const before = offer.attempts.filter((one) => one.handed_in_on !== null)
  return (
    <Panel title={offer.title}>
      {offer.about && <MarkdownText text={offer.about} />}
      <dl className={styles.facts}>
        <Fact name={s.facts.items}>{count(offer.drawn)}</Fact>
        <Fact name={s.facts.takes}>{s.facts.minutes(count(offer.minutes))}</Fact>
        <Fact name={s.facts.mark}>{percent(offer.pass_mark)}</Fact>
        <Fact name={s.facts.tries}>{s.facts.triesLeft(count(standing.left), count(offer.tries))}</Fact>
        <Fact name={s.facts.wait}>{s.facts.days(offer.wait_days, count(offer.wait_days))}</Fact>
        <Fact name={s.facts.pay}>
          {offer.pay_amount && offer.pay_currency
            ? s.facts.paid(money(offer.pay_amount, offer.pay_currency))
            : s.facts.unpaid}
        </Fact>
      </dl>
      <p className={styles.small}>{s.facts.noLimit}</p>
      <Group mt="md">
        {goesOn ? (
          <LinkButton to="/me/assessments/$attemptId" params={{ attemptId: String(goesOn.id) }}>
            {s.goOn}
          </LinkButton>
        ) : standing.may === 'yes' && !lead ? (
          <Button
            loading={begin.isPending}
            onClick={() => {
              begin.mutate()
            }}
          >
            {before.length > 0 ? s.again : s.begin}
          </Button>
        ) : standing.may === 'wait' ? (
          <p className={styles.small}>{s.mayPass(moment(standing.from))}</p>
        ) : standing.may === 'paid-later' ? (
          <p className={styles.small}>{s.paidLater(moment(standing.from))}</p>
        ) : standing.may === 'used-up' ? (
          <p className={styles.small}>{s.usedUp}</p>
        ) : standing.may === 'closed' ? (
          <p className={styles.small}>{s.closed}</p>
        ) : null}
      </Group>
      {begin.error && <TroubleNote error={begin.error} />}
      {before.length > 0 && (
        <ul className={styles.results} aria-label={s.results}>
          {before.map((one) => (
            <Before key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Before({ one }: { one: OwnAttempt }) {
  return (
    <li>
      <Link to="/me/assessments/$attemptId" params={{ attemptId: String(one.id) }}>
        {one.passed ? s.passed : s.notPassed}
      </Link>{' '}
      {one.score !== null && percent(one.score)} {one.handed_in_on && s.onDay(day(one.handed_in_on))}
    </li>
  )
}

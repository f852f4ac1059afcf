import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import { newId } from '@/api/keeping/ids'
import { useMe } from '@/api/session'
import type { AskedItem, Attempt } from '@/api/types'
import { Appealing } from '@/ui/Appealing'
import { Interval } from '@/ui/charts/Interval'
import { count, day, percent } from '@/ui/format'
import { money } from '@/ui/money'
import { Panel } from '@/ui/Page'
import { Parts } from '@/ui/Parts'
import { applying } from '@/ui/strings/applying'
import { assessments as s } from '@/ui/strings/assessments'
import { pay } from '@/ui/strings/pay'
import styles from './Assessments.module.css'

/** What came of an attempt: the score with its interval, by question, and the reason behind each miss. */
export function AttemptResult({ attempt, fresh }: { attempt: Attempt; fresh: boolean }) {
  const me = useMe()
  const { score, low, high } = attempt
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that was pressed is gone: keys go on, and screen readers read on, from what came of it.
    if (!fresh) return
    window.scrollTo(0, 0)
    top.current?.focus({ preventScroll: true })
  }, [fresh])
  const misses = attempt.items.filter((one) => !one.counts || (one.credit ?? 0) < 1)
  const hits = attempt.items.length - misses.length
  const counted = attempt.items.filter((one) => one.counts).length
  return (
    <>
      <div ref={top} tabIndex={-1} role="group" aria-label={s.score} className={styles.result}>
        <Panel title={attempt.passed ? s.passed : s.notPassed}>
          {score === null || low === null || high === null ? (
            <p>{s.voided}</p>
          ) : (
            <div className={styles.score}>
              <p className={styles.value}>{percent(score)}</p>
              <Interval
                value={score}
                low={low}
                high={high}
                from={0}
                to={1}
                label={`${s.score}: ${percent(score)}, ${s.interval(percent(low), percent(high), count(counted))}`}
              />
              <p className={styles.small}>{s.interval(percent(low), percent(high), count(counted))}</p>
              <p className={styles.small}>
                {s.needed(percent(attempt.pass_mark))}{' '}
                {attempt.handed_in_on && (
                  <time dateTime={attempt.handed_in_on}>{day(attempt.handed_in_on)}</time>
                )}
              </p>
              {attempt.raised_on && <p>{s.raised(day(attempt.raised_on))}</p>}
            </div>
          )}
          {attempt.pay_amount && attempt.pay_currency && (
            <p className={styles.small}>
              {s.posted(money(attempt.pay_amount, attempt.pay_currency))}{' '}
              <Link to="/me/pay">{pay.title}</Link>
            </p>
          )}
          {attempt.passed && me.role === 'applicant' && (
            <p className={styles.small}>
              {s.applied} <Link to="/me/application">{applying.mine.title}</Link>
            </p>
          )}
          {!attempt.passed && (
            <p className={styles.small}>
              {s.whatNext} <Link to="/me/assessments">{s.leave}</Link>
            </p>
          )}
        </Panel>
      </div>
      {attempt.criteria.length > 1 && (
        <Panel title={s.byQuestion}>
          {attempt.criteria.map((one) => (
            <p key={one.question} className={styles.row}>
              <bdi>{one.title}</bdi>
              <span>{s.ofItems(percent(one.credit), count(one.items))}</span>
            </p>
          ))}
        </Panel>
      )}
      <Panel title={s.misses} note={s.hits(count(hits), hits === 1)}>
        {misses.length === 0 && <p>{s.noMisses}</p>}
        {misses.map((one) => (
          <Miss key={one.place} attempt={attempt} one={one} />
        ))}
      </Panel>
    </>
  )
}

function Miss({ attempt, one }: { attempt: Attempt; one: AskedItem }) {
  const client = useQueryClient()
  const [key] = useState(newId)
  const again = () => client.invalidateQueries({ queryKey: assessingQueries.attempt(attempt.id).queryKey })
  const { appeal } = one
  const name = s.place(count(one.place), count(attempt.items.length))
  return (
    <section className={styles.miss} aria-label={name}>
      <Parts parts={one.parts} titled={one.parts.length > 1} among />
      {one.compared
        .filter((row) => row.credit < 1)
        .map((row) => (
          <dl key={row.title} className={styles.said}>
            {one.compared.length > 1 && (
              <>
                <dt />
                <dd>
                  <bdi>{row.title}</bdi>
                </dd>
              </>
            )}
            <dt>{s.said}</dt>
            <dd>
              <bdi>{row.mine || s.nothing}</bdi>
            </dd>
            <dt>{s.right}</dt>
            <dd>
              <bdi>{row.right || s.nothing}</bdi>
            </dd>
          </dl>
        ))}
      <p>
        <bdi>{one.reason}</bdi>
      </p>
      {!one.counts && <p className={styles.suspect}>{s.keyAside}</p>}
      {appeal && (
        <p className={styles.small}>
          {appeal.state === 'open' ? s.appeal.open(day(appeal.due_on)) : s.appeal[appeal.state]}{' '}
          {appeal.decision && <bdi>{appeal.decision}</bdi>}
        </p>
      )}
      <Group mt="sm">
        {one.counts && (appeal === null || appeal.state === 'withdrawn') && (
          <Appealing
            of={name}
            explains={s.appealExplains}
            does={async (argument) => {
              await assessing.appealKey(attempt.id, one.place, argument, appeal ? newId() : key)
              await again()
            }}
          />
        )}
        {appeal?.state === 'open' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              void assessing.withdrawKeyAppeal(attempt.id, one.place).finally(() => void again())
            }}
          >
            {s.withdraw}
          </Button>
        )}
      </Group>
    </section>
  )
}

import { Badge, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { qualifyingQueries } from '@/api/qualifying'
import { leads, useMe } from '@/api/session'
import type { MyQualification } from '@/api/types'
import { count, day, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { Empty, Page, Panel } from '@/ui/Page'
import { qualifications as s } from '@/ui/strings/qualifications'
import { History } from './History'
import styles from './Qualifications.module.css'
import { TakeRecord } from './TakeRecord'
import { tierName } from './tiers'

/** What I hold and by what, and what is missing for more; nobody else in sight. */
export function MyQualificationsPage() {
  const me = useMe()
  const query = useInfiniteQuery(qualifyingQueries.myQualifications())
  const removed = query.data?.pages[0]?.removed ?? []
  const holds =
    removed.length > 0 || query.data?.pages.some(({ rows }) => rows.some(({ held }) => held > 0)) === true
  return (
    <Page
      title={s.mine.title}
      lead={s.mine.lead}
      actions={
        leads(me) && (
          <LinkButton to="/qualifications" variant="default">
            {s.mine.manage}
          </LinkButton>
        )
      }
    >
      <PagedList query={query} empty={<Empty title={s.mine.empty.title} why={s.mine.empty.why} />}>
        {(rows) => rows.map((row) => <Mine key={row.id} row={row} />)}
      </PagedList>
      {removed.length > 0 && (
        <Panel title={s.mine.removed}>
          <ul className={styles.lines}>
            {removed.map((one) => (
              <li key={one.id}>
                <bdi>{one.name}</bdi>: <bdi>{one.tier}</bdi>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {holds && <TakeRecord />}
    </Page>
  )
}

function Mine({ row }: { row: MyQualification }) {
  return (
    <Panel>
      <article aria-label={row.name} id={`qualification-${String(row.id)}`}>
        <div className={styles.head}>
          <h2 className={styles.title}>
            <bdi>{row.name}</bdi>
          </h2>
          <Badge variant="light" color={row.held > 0 ? undefined : 'gray'} tt="none">
            {row.held > 0 ? s.mine.hold(tierName(row, row.held)) : s.mine.holdNone}
          </Badge>
        </div>
        {row.former.map((one) => (
          <p key={`${String(one.tier)} ${one.name} ${one.until}`} className={styles.small}>
            {(one.tier === 0 ? s.mine.former : s.mine.formerTier)(`\u2068${one.name}\u2069`, day(one.until))}
          </p>
        ))}
        {row.description && <Text className={styles.small}>{row.description}</Text>}
        <Next row={row} />
        <Assessments row={row} />
        {row.opens.length > 0 && (
          <>
            <h3 className={styles.part}>{s.mine.opens}</h3>
            <ul className={styles.lines}>
              {row.opens.map((one) => (
                <li key={one.project_id}>
                  <Link to="/projects/$projectId" params={{ projectId: String(one.project_id) }}>
                    <bdi>{one.project}</bdi>
                  </Link>{' '}
                  <span className={styles.small}>
                    {one.tier <= row.held ? s.card.met : s.mine.asksFor(tierName(row, one.tier))}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        <History row={row} />
      </article>
    </Panel>
  )
}

/** What is missing for the next tier, in plain words. */
function Next({ row }: { row: MyQualification }) {
  const above = row.tiers.filter(({ tier }) => tier > row.held)
  if (above.length === 0) return <p className={styles.small}>{s.mine.highest}</p>
  if (row.events[0]?.how === 'taken') return <p className={styles.small}>{s.mine.takenNote}</p>
  const earning = row.tiers.find(({ tier }) => tier === row.earning)
  if (!earning || earning.least === null)
    return (
      <>
        <h3 className={styles.part}>{s.mine.next(above[0]?.name ?? '')}</h3>
        <p className={styles.small}>{row.assessments.length > 0 ? s.mine.notByWork : s.mine.byPeople}</p>
      </>
    )
  return (
    <>
      <h3 className={styles.part}>{s.mine.next(earning.name)}</h3>
      {row.ways.length === 0 ? (
        <p className={styles.small}>{s.mine.noWays}</p>
      ) : (
        <>
          <p className={styles.small}>{s.mine.nextNote(percent(earning.least), count(earning.items ?? 0))}</p>
          <ul className={styles.lines}>
            {row.ways.map((way) => (
              <li key={`${String(way.project_id)} ${way.question}`}>
                <Link to="/projects/$projectId" params={{ projectId: String(way.project_id) }}>
                  <bdi>{way.project}</bdi>: <bdi>{way.title}</bdi>
                </Link>{' '}
                <span className={styles.small}>{wanting(way)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Open assessments that earn more than I hold. */
function Assessments({ row }: { row: MyQualification }) {
  if (row.assessments.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>{s.mine.byAssessment}</h3>
      <ul className={styles.lines}>
        {row.assessments.map((one) => (
          <li key={one.id}>
            <Link to="/me/assessments">
              <bdi>{one.title}</bdi>
            </Link>{' '}
            <span className={styles.small}>
              {s.mine.earns(
                tierName(row, one.tier),
                count(one.drawn),
                count(one.minutes),
                one.pay_amount && one.pay_currency ? money(one.pay_amount, one.pay_currency) : '',
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function wanting(way: MyQualification['ways'][number]): string {
  const lacks = [
    ...(way.items_missing > 0 ? [s.mine.itemsMissing(way.items_missing)] : []),
    ...(way.low === null ? [s.mine.notYet] : way.too_low ? [s.mine.tooLow(percent(way.low))] : []),
  ]
  return lacks.length > 0 ? lacks.join(' · ') : s.mine.enough
}

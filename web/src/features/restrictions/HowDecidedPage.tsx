import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { decidingQueries } from '@/api/deciding'
import type { HowDecided } from '@/api/types'
import { count, percent } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { Panel } from '@/ui/Page'
import { howDecided as s } from '@/ui/strings/howDecided'
import styles from './Restrictions.module.css'

type Decision = HowDecided['decisions'][number]

/** Which decisions in a project concern people, what enters each, and the values that hold now. */
export function HowDecidedPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/how-decided' })
  const query = useQuery(decidingQueries.howDecided(Number(projectId)))
  return (
    <Ready query={query}>
      {(page) => (
        <>
          <h2 className={styles.title}>{s.title}</h2>
          <Text c="dimmed">{s.lead}</Text>
          {page.decisions.map((one) => (
            <OneDecision key={one.decision} one={one} page={page} />
          ))}
          <Panel title={s.never}>
            <ul className={styles.tags}>
              {page.never.map((name) => (
                <li key={name}>{s.nevers[name]}</li>
              ))}
            </ul>
          </Panel>
        </>
      )}
    </Ready>
  )
}

function OneDecision({ one, page }: { one: Decision; page: HowDecided }) {
  const words = s.decisions[one.decision]
  return (
    <Panel title={words.is} note={words.how}>
      <p className={styles.by}>{s.by[one.by]}</p>
      <h3 className={styles.part}>{s.enters}</h3>
      <ul className={styles.tags}>
        {one.enters.map((name) => (
          <li key={name}>{s.inputs[name]}</li>
        ))}
      </ul>
      <Values one={one} page={page} />
      {one.appeal && (
        <>
          <h3 className={styles.part}>{s.appeal}</h3>
          <p className={styles.by}>{s.appeals[one.appeal]}</p>
        </>
      )}
    </Panel>
  )
}

function Values({ one, page }: { one: Decision; page: HowDecided }) {
  const tiers = one.decision === 'tier' ? page.tiers : []
  const asked = one.decision === 'access' ? page.requirements : []
  const taken = one.decision === 'assessment' ? page.assessments : []
  const floors = one.decision === 'pay' ? page.floors : []
  const currency = one.parameters.find(({ name }) => name === 'currency')?.value
  const rows = one.parameters.filter(({ name }) => name !== 'currency')
  if (rows.length + tiers.length + asked.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>{s.values}</h3>
      <dl className={styles.values}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{s.parameters[name]}</dt>
            <dd>
              {name === 'amount' && typeof currency === 'string'
                ? money(Number(value), currency)
                : said(name, value)}
            </dd>
          </div>
        ))}
        {asked.map((tier) => (
          <div key={tier.qualification_id}>
            <dt>{s.requirements}</dt>
            <dd>
              <bdi>{tier.name}</bdi>: <bdi>{tier.tier_name}</bdi>
            </dd>
          </div>
        ))}
        {one.decision === 'pay' && floors.length === 0 && (
          <div>
            <dt>{s.floor}</dt>
            <dd>{s.noFloor}</dd>
          </div>
        )}
        {floors.map((floor) => (
          <div key={floor.currency}>
            <dt>{s.floor}</dt>
            <dd>{money(floor.amount, floor.currency)}</dd>
          </div>
        ))}
      </dl>
      {one.decision === 'access' && asked.length === 0 && <p className={styles.by}>{s.noRequirements}</p>}
      {one.decision === 'assessment' && taken.length === 0 && <p className={styles.by}>{s.noAssessments}</p>}
      {taken.map((test, place) => (
        <p key={place} className={styles.by}>
          {s.assessed(
            `\u2068${test.title}\u2069`,
            percent(test.pass_mark),
            count(test.drawn),
            test.tries,
            test.wait_days,
          )}{' '}
          {test.qualification && s.earns(`\u2068${test.qualification}: ${test.tier ?? ''}\u2069`)}
        </p>
      ))}
      {tiers.map((tier) => (
        <p key={`${tier.qualification} ${String(tier.tier)}`} className={styles.by}>
          {s.earned(tier.qualification, tier.name, percent(tier.least ?? 0), count(tier.items ?? 0))}
        </p>
      ))}
    </>
  )
}

/** Values that are shares of a whole. */
const SHARES: readonly string[] = ['target', 'gold_share', 'finishing', 'reopen_margin', 'slip', 'at_fault']

function said(name: string, value: string | number | boolean): string {
  if (typeof value === 'number') return SHARES.includes(name) ? percent(value) : count(value)
  return s.words[String(value)] ?? String(value)
}

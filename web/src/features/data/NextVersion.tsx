import { useQuery } from '@tanstack/react-query'
import { supplyingQueries } from '@/api/supplying'
import type { NextVersion, Project } from '@/api/types'
import { count } from '@/ui/format'
import { Legend, Meter, type Slice } from '@/ui/Meter'
import { Ready } from '@/ui/LoadMore'
import { settledSlices } from '@/ui/settled'
import { data } from '@/ui/strings/data'
import styles from './Data.module.css'
import { Others } from './Downloads'

const s = data.holds

/** What a version would hold if it were published now, before somebody publishes it. */
export function NextVersionFacts({ project }: { project: Project }) {
  const query = useQuery(supplyingQueries.nextVersion(project.id))
  const supported = project.progress?.proof.supported ?? false
  return <Ready query={query}>{(next) => <Facts next={next} supported={supported} />}</Ready>
}

function Facts({ next, supported }: { next: NextVersion; supported: boolean }) {
  const whole = next.items - next.set_aside
  const slices: Slice[] = [
    ...settledSlices(next, supported),
    { name: s.expert, value: next.expert, color: '#8a5aa8' },
    { name: s.held, value: next.held, color: '#b5524c' },
    { name: s.open, value: next.open, color: 'var(--gw-line)' },
  ].filter((slice) => slice.value > 0)
  const done = next.settled === whole
  return (
    <section className={styles.holds} aria-label={s.title}>
      <h3>{s.title}</h3>
      <Meter label={s.items(count(whole))} slices={slices} whole={whole} />
      <Legend slices={slices} shown={count} />
      <ul className={styles.holding}>
        {done && <li>{s.allSettled}</li>}
        {next.open > 0 && (
          <li>
            {count(next.open)} {s.open}
            {next.unanswered > 0 && `, ${s.unanswered(count(next.unanswered), next.is_counted)}`}
          </li>
        )}
        {next.set_aside > 0 && (
          <li>
            {count(next.set_aside)} {s.aside}
          </li>
        )}
        {next.to_appraise > 0 && <li>{s.appraising(count(next.to_appraise))}</li>}
        {next.since !== null && (
          <li>
            {next.more_settled ? s.since(count(next.more_settled), next.since) : s.sinceNone(next.since)}
          </li>
        )}
        <li>
          {s.forms(
            next.fits
              .filter((one) => one.fits)
              .map((one) => one.title)
              .join(', '),
          )}
        </li>
      </ul>
      <Others fits={next.fits.filter((one) => !one.fits)} />
    </section>
  )
}

import type { QuestionQuality } from '@/api/types'
import { Interval } from '@/ui/charts/Interval'
import { EstimateView } from '@/ui/EstimateView'
import { count, percent } from '@/ui/format'
import { overview as s } from '@/ui/strings/overview'
import styles from './OverviewPage.module.css'

/** What comparisons say beside each item's consensus: who wins how often, and whether people lean to a side. */
export function Standings({ found }: { found: NonNullable<QuestionQuality['comparisons']> }) {
  return (
    <>
      <EstimateView title={s.firstShown} hint={s.firstShownHint} estimate={found.first_shown} as="share" />
      {found.systems.length > 0 && (
        <figure className={styles.figure}>
          <figcaption>{s.systems}</figcaption>
          <table className={styles.standings}>
            <thead>
              <tr>
                <th scope="col">{s.system}</th>
                <th scope="col">{s.wins}</th>
                <th scope="col">
                  <span className={styles.spoken}>{s.winsInterval}</span>
                </th>
                <th scope="col">{s.comparisons}</th>
              </tr>
            </thead>
            <tbody>
              {found.systems.map(({ system, wins }) => (
                <tr key={system}>
                  <th scope="row">{system}</th>
                  <td>{wins.value === null ? '–' : percent(wins.value, 0)}</td>
                  <td>
                    {wins.value !== null && wins.low != null && wins.high != null ? (
                      <Interval
                        value={wins.value}
                        low={wins.low}
                        high={wins.high}
                        from={0}
                        to={1}
                        label={s.winsBetween(percent(wins.low, 0), percent(wins.high, 0))}
                      />
                    ) : (
                      <span className={styles.small} lang="en" dir="ltr">
                        {wins.why}
                      </span>
                    )}
                  </td>
                  <td>{count(wins.items ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.small}>{s.systemsHint}</p>
        </figure>
      )}
    </>
  )
}

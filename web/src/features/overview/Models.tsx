import type { QuestionQuality } from '@/api/types'
import { count, decimal, percent } from '@/ui/format'
import { models as s } from '@/ui/strings/models'
import styles from './OverviewPage.module.css'

type Found = NonNullable<QuestionQuality['models']>
type Share = Found['models'][number]['agrees']

/** What models are worth whose predictions are weighed with people's answers. */
export function Models({ found }: { found: Found }) {
  return (
    <div className={styles.models}>
      <h4>{s.title}</h4>
      <p>{found.used ? s.used : s.unused}</p>
      <div className={styles.wide}>
        <table className={styles.standings}>
          <thead>
            <tr>
              <th scope="col">{s.model}</th>
              <th scope="col">{s.weight}</th>
              <th scope="col">{s.agrees}</th>
              <th scope="col">{s.onGold}</th>
              <th scope="col">{s.items}</th>
            </tr>
          </thead>
          <tbody>
            {found.models.map((one) => (
              <tr key={one.model}>
                <th scope="row">{one.model}</th>
                <td>{decimal(one.weight)}</td>
                <Agreement share={one.agrees} />
                <td>
                  {one.on_gold.value === null
                    ? '–'
                    : `${percent(one.on_gold.value, 0)} (${count(one.on_gold.items ?? 0)})`}
                </td>
                <td>{count(one.agrees.items ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.spared && (
        <p>
          {s.spared(
            decimal(found.spared.without),
            decimal(found.spared.with_models),
            count(found.spared.items),
          )}
        </p>
      )}
      <details>
        <summary>{s.byClass}</summary>
        <div className={styles.wide}>
          <table className={styles.standings}>
            <thead>
              <tr>
                <th scope="col">{s.model}</th>
                <th scope="col">{s.says}</th>
                <th scope="col">{s.agrees}</th>
                <th scope="col">{s.items}</th>
              </tr>
            </thead>
            <tbody>
              {found.models.flatMap((one) =>
                one.by_class.map(({ said, agrees }) => (
                  <tr key={`${one.model} ${said}`}>
                    <th scope="row">{one.model}</th>
                    <td>{said}</td>
                    <Agreement share={agrees} />
                    <td>{count(agrees.items ?? 0)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      </details>
      <p className={styles.small}>{s.hint}</p>
    </div>
  )
}

/** A share with its interval. */
function Agreement({ share: { value, low, high, why } }: { share: Share }) {
  if (value === null || low == null || high == null)
    return (
      <td>
        <span className={styles.small} lang="en" dir="ltr">
          {why}
        </span>
      </td>
    )
  return (
    <td>
      {percent(value, 0)}{' '}
      <span className={styles.between}>{s.between(percent(low, 0), percent(high, 0))}</span>
    </td>
  )
}

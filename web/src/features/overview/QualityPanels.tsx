import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project, QuestionQuality } from '@/api/types'
import { Histogram } from '@/ui/charts/Histogram'
import { Reliability, type ReliabilityPoint } from '@/ui/charts/Reliability'
import { EstimateView } from '@/ui/EstimateView'
import { count, decimal, moment, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleBox, TroubleNote } from '@/ui/Trouble'
import { appeals } from '@/ui/strings/appeals'
import { overview as s } from '@/ui/strings/overview'
import { Dependence } from './Dependence'
import { Models } from './Models'
import styles from './OverviewPage.module.css'
import { Standings } from './Standings'

/** How far the result of each question can be trusted, and how that is known. */
export function QualityPanels({ project }: { project: Project }) {
  const query = useQuery(queries.quality(project.id))
  const notice = useNotice()
  const refit = useMutation({
    mutationFn: () => calls.refit(project.id),
    onSuccess: () => {
      notice({ text: s.refitted })
    },
  })
  return (
    <Ready query={query}>
      {(quality) => (
        <>
          {quality.error && (
            <div className={styles.failed}>
              <TroubleBox
                {...s.refitFailed}
                kept={quality.fitted_at ? s.refitFailed.kept : ''}
                next={project.my_role === 'manager' ? s.refitFailed.next : ''}
                faults={[{ where: '', what: quality.error }]}
              />
            </div>
          )}
          <Panel
            title={s.report.title}
            note={s.report.offer}
            actions={
              <LinkButton
                to="/projects/$projectId/report"
                params={{ projectId: String(project.id) }}
                variant="default"
              >
                {s.report.open}
              </LinkButton>
            }
          >
            {null}
          </Panel>
          {quality.questions.map((question) => (
            <QuestionPanel
              key={question.key}
              question={question}
              target={project.policy.target}
              fitted={quality.fitted_at !== null}
            />
          ))}
          {quality.fitted_at && <Dependence project={project} />}
          <Panel
            title={appeals.rate.title}
            note={appeals.rate.counts(count(quality.appeals.upheld), count(quality.appeals.decided))}
          >
            <EstimateView
              title={appeals.rate.title}
              hint={appeals.rate.hint}
              estimate={quality.appeals.rate}
              as="share"
            />
            {quality.appeals.at_fault && (
              <p className={styles.fault} lang="en" dir="ltr">
                {quality.appeals.rate.why}
              </p>
            )}
          </Panel>
          <div className={styles.fitted}>
            <span>
              {quality.fitted_at ? s.method(quality.method, moment(quality.fitted_at)) : s.notFitted}
            </span>
            {project.my_role === 'manager' && (
              <Button
                variant="subtle"
                size="xs"
                loading={refit.isPending}
                onClick={() => {
                  refit.mutate()
                }}
              >
                {s.refit}
              </Button>
            )}
          </div>
          {refit.error && <TroubleNote error={refit.error} />}
        </>
      )}
    </Ready>
  )
}

/** Where the confidence stands. Nothing is "not yet" that can never be. */
function standing(q: QuestionQuality, fitted: boolean): string {
  if (q.calibrated) return s.calibrated
  if (!q.calibrates) return s.neverCalibrated
  return q.gold_missing > 0 || !fitted ? s.notCalibrated : s.estimated
}

interface PanelProps {
  question: QuestionQuality
  target: number
  /** Whether anything has been estimated: until then it is not known what gold can calibrate. */
  fitted: boolean
}

/** What alpha is, and the coefficients that others report beside it. */
function agreementHint({ agreement, kappa, ac }: QuestionQuality): string {
  if (agreement.value === null || !kappa || !ac) return s.agreementHint
  return `${s.agreementHint} ${s.besideAlpha(coefficient(kappa), coefficient(ac))}`
}

function coefficient({ value, low, high }: QuestionQuality['agreement']): string {
  if (value === null) return s.undefined
  return low == null || high == null
    ? decimal(value)
    : s.besideAlphaOf(decimal(value), decimal(low), decimal(high))
}

/** What holds whatever the model: how many of the labels are wrong at most, and from which confidence on. */
function Promised({ found }: { found: NonNullable<QuestionQuality['promise']> }) {
  const target = percent(1 - found.error, 0)
  const rests = s.promiseRests(count(found.wrong), count(found.gold))
  return (
    <div className={styles.promise}>
      <p>{s.promise}</p>
      <p>
        {found.above !== null
          ? found.coverage === 1
            ? s.promisedOfAll(percent(found.error, 0))
            : s.promised(percent(found.error, 0), percent(found.above, 0), percent(found.coverage, 0))
          : found.at_most < 1
            ? s.promisedLess(percent(found.at_most, 1), target, percent(found.error, 0))
            : s.promisedNothing}
      </p>
      <p className={styles.small}>
        {rests} {s.promiseHint}
      </p>
    </div>
  )
}

function QuestionPanel({ question: q, target, fitted }: PanelProps) {
  const some = q.confidence_histogram.some((n) => n > 0)
  const bins = q.confidence_histogram
    .map((n, i) => `${s.confidenceBin(decimal(i / 10, 1), decimal((i + 1) / 10, 1))}: ${count(n)}`)
    .join(', ')
  const points = q.reliability.map((p): ReliabilityPoint => ({
    confidence: p.confidence ?? 0,
    accuracy: p.accuracy ?? 0,
    items: p.items ?? 0,
  }))
  const listed = points
    .map((p) => `${decimal(p.confidence)}: ${decimal(p.accuracy)} (${count(p.items)})`)
    .join(', ')
  return (
    <Panel
      title={q.title}
      note={q.calibration_note || (q.gold_missing > 0 ? s.goldMissing(q.gold_missing) : undefined)}
      actions={
        q.has_confidence && (
          <Badge variant="light" color={q.calibrated ? 'pine' : 'gray'} size="lg" tt="none" fw={500}>
            {standing(q, fitted)}
          </Badge>
        )
      }
    >
      <div className={styles.columns}>
        <EstimateView title={s.agreement} hint={agreementHint(q)} estimate={q.agreement} as="coefficient" />
        <EstimateView title={s.accuracy} hint={s.accuracyHint} estimate={q.accuracy_on_gold} as="share" />
        {q.has_confidence && (
          <figure className={styles.figure}>
            <figcaption>{s.confidence}</figcaption>
            {some ? (
              <>
                <Histogram bins={q.confidence_histogram} mark={target} label={s.confidenceAlt(bins)} />
                <p className={styles.small}>{s.confidenceHint(percent(target, 0))}</p>
              </>
            ) : (
              <p className={styles.small}>{s.noConfidence}</p>
            )}
          </figure>
        )}
        {q.has_confidence && (q.calibrated || q.gold_missing > 0) && (
          <figure className={styles.figure}>
            <figcaption>{s.reliability}</figcaption>
            {points.length > 0 ? (
              <>
                <Reliability
                  points={points}
                  across={s.declared}
                  up={s.right}
                  label={s.reliabilityAlt(listed)}
                />
                <p className={styles.small}>{s.reliabilityHint}</p>
              </>
            ) : (
              <p className={styles.small}>{s.reliabilityNone}</p>
            )}
          </figure>
        )}
        {q.comparisons && <Standings found={q.comparisons} />}
        {q.promise && <Promised found={q.promise} />}
        {q.models && <Models found={q.models} />}
      </div>
    </Panel>
  )
}

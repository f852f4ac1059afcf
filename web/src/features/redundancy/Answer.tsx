import { Checkbox, Progress, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sparing } from '@/api/sparing'
import type { Redundancy, RedundancyCheck } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count, moment } from '@/ui/format'
import { Legend, Meter, type Slice } from '@/ui/Meter'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { redundancy as s } from '@/ui/strings/redundancy'
import styles from './Redundancy.module.css'
import { Sizes } from './Sizes'
import { useDone } from './useDone'

interface AnswerProps {
  project: number
  read: Redundancy
  found: RedundancyCheck
}

/** The answer first: how many of how many to label, and what to do about the rest. */
export function Answer({ project, read, found }: AnswerProps) {
  const repeating = found.exact + found.near
  const slices: Slice[] = [
    { name: s.toLabel, value: found.kept, color: 'var(--gw-accent)' },
    { name: s.exact, value: found.exact, color: '#b9770e' },
    { name: s.near, value: found.near, color: '#e0b565' },
  ]
  return (
    <Panel>
      <div className={styles.answer}>
        <div>
          <h2 className={styles.big}>
            {found.items === 0
              ? s.nothingCompared
              : repeating > 0
                ? s.kept(count(found.kept), count(found.items))
                : s.nothing(count(found.items))}
          </h2>
          <p className={styles.lead}>
            {repeating > 0
              ? s.explains(
                  count(found.exact),
                  count(found.near),
                  s.clustersOf(count(found.clusters), found.clusters === 1),
                )
              : found.items === 0
                ? s.empty.notCompared
                : s.empty.none}
          </p>
          <Meter
            label={s.answerAlt(count(found.kept), count(found.exact), count(found.near))}
            slices={slices}
            whole={found.items}
          />
          <Legend slices={slices} shown={count} />
          {read.items > found.items + found.left_out && <p className={styles.warn}>{s.stale}</p>}
        </div>
        {found.sizes.length > 0 && <Sizes sizes={found.sizes} />}
      </div>
      {found.task ? (
        <Task check={found} />
      ) : (
        <Deeds project={project} read={read} found={found} repeating={repeating} />
      )}
      <How found={found} />
    </Panel>
  )
}

function Task({ check }: { check: RedundancyCheck }) {
  const { task, task_done, task_total } = check
  if (!task) return null
  return (
    <div className={styles.task}>
      <Progress
        value={Math.min(100, (100 * task_done) / Math.max(1, task_total))}
        size="sm"
        aria-label={s.running}
      />
      <p className={styles.small} role="status">
        {s.task[task](count(Math.min(task_done, task_total)), count(task_total))}
      </p>
    </div>
  )
}

function Deeds({ project, read, found, repeating }: AnswerProps & { repeating: number }) {
  const [exact, setExact] = useState(false)
  const [answered, setAnswered] = useState(false)
  const { told, refresh } = useDone(project)
  const take = useMutation({
    mutationFn: (takes: boolean) => sparing.takeConsensus(project, takes),
    onSuccess: refresh,
  })
  return (
    <>
      <div className={styles.deeds}>
        {repeating > read.set_aside && (
          <Asking
            label={s.setAsideAll(count(exact ? found.exact : repeating))}
            title={s.setAsideAllTitle}
            explains={
              <>
                {s.setAsideAllExplains}
                <fieldset className={styles.choices} hidden={found.exact === 0 || found.near === 0}>
                  <legend>{s.which}</legend>
                  {[false, true].map((only) => (
                    <label key={String(only)}>
                      <input
                        type="radio"
                        name="which"
                        checked={exact === only}
                        onChange={() => {
                          setExact(only)
                        }}
                      />
                      {only ? s.whichExact : s.whichAll} ({count(only ? found.exact : repeating)})
                    </label>
                  ))}
                </fieldset>
                <Checkbox
                  label={s.answered}
                  description={s.answeredHint}
                  checked={answered}
                  onChange={(event) => {
                    setAnswered(event.currentTarget.checked)
                  }}
                />
              </>
            }
            button={{ variant: 'filled' }}
            does={async () => {
              told('aside', await sparing.setAside(project, { check: found.id, only_exact: exact, answered }))
            }}
          />
        )}
        {read.set_aside > 0 && (
          <Asking
            label={s.restoreAll}
            title={s.restoreAll}
            explains={s.restoreAllExplains}
            does={async () => {
              told('restored', await sparing.restoreItems(project, {}))
            }}
          />
        )}
        {read.set_aside > 0 && (
          <span className={styles.small}>
            {s.asideNow(count(read.set_aside))}{' '}
            <Link
              to="/projects/$projectId/items"
              params={{ projectId: String(project) }}
              search={{ state: 'set-aside', aside: 'duplicate' }}
            >
              {s.seeAside}
            </Link>
          </span>
        )}
      </div>
      {read.set_aside_exact > 0 && (
        <Switch
          className={styles.takes}
          label={s.takes}
          description={`${s.takesHint} ${s.takesNow(count(read.taking_consensus), count(read.set_aside_exact))}`}
          checked={read.taking_consensus === read.set_aside_exact}
          disabled={take.isPending}
          onChange={(event) => {
            take.mutate(event.currentTarget.checked)
          }}
        />
      )}
      {take.error && <TroubleNote error={take.error} />}
    </>
  )
}

function How({ found }: { found: RedundancyCheck }) {
  return (
    <details className={styles.how}>
      <summary>{s.how}</summary>
      <ul>
        {found.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {found.left_out > 0 && <li>{s.leftOut(count(found.left_out))}</li>}
        {found.finished_at && <li>{s.checkedAt(moment(found.finished_at))}</li>}
      </ul>
    </details>
  )
}

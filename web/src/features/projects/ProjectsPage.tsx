import { Badge, Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { leads, useMe } from '@/api/session'
import type { ProjectRow } from '@/api/types'
import { kindOf } from '@/kinds/registry'
import { useFirstWay } from '@/ui/useFirstWay'
import { LinkButton } from '@/ui/LinkButton'
import { count } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Meter } from '@/ui/Meter'
import { Empty, Page } from '@/ui/Page'
import { settledSlices } from '@/ui/settled'
import { usePractised } from '@/ui/usePractised'
import { app } from '@/ui/strings/app'
import { projects as s } from '@/ui/strings/projects'
import styles from './ProjectsPage.module.css'

/** The dashboard: the work that is open to me, purpose first. */
export function ProjectsPage() {
  const me = useMe()
  const lead = leads(me)
  const [state, setState] = useState<ProjectRow['state']>('active')
  const query = useInfiniteQuery(queries.projects(state))
  // Whoever has answered anything knows the desk.
  const fresh = query.data?.pages.every(({ rows }) => rows.every((row) => row.my_annotations === 0)) ?? false
  const make = (
    <LinkButton to="/projects/new" leftSection={<IconPlus size={18} />}>
      {s.new}
    </LinkButton>
  )
  const empty =
    state !== 'active' ? (
      <Empty title={s.emptyState.title} why={s.emptyState.why} />
    ) : lead ? (
      <Empty title={s.emptyLead.title} why={s.emptyLead.why}>
        {make}
      </Empty>
    ) : (
      <Empty title={s.emptyAnnotator.title} why={s.emptyAnnotator.why} />
    )
  return (
    <Page
      title={s.title}
      actions={
        lead ? (
          <>
            <SegmentedControl
              aria-label={s.show}
              value={state}
              onChange={(value) => {
                setState(value as ProjectRow['state'])
              }}
              data={[
                { value: 'active', label: s.active },
                { value: 'paused', label: s.paused },
                { value: 'archived', label: s.archived },
              ]}
            />
            {make}
          </>
        ) : (
          <LinkButton to="/me/quality" variant="default">
            {app.myQuality}
          </LinkButton>
        )
      }
    >
      {fresh && <Offer lead={lead} person={me.person_id} />}
      <PagedList query={query} empty={empty}>
        {(rows) => (
          <ul className={styles.grid}>
            {rows.map((row) => (
              <li key={row.id}>
                <Card row={row} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}

/** The practice, offered to whoever is new, until they have seen it or want it no more. */
function Offer({ lead, person }: { lead: boolean; person: number }) {
  const [practised, setPractised] = usePractised(person)
  const [, setWay] = useFirstWay()
  if (practised) return null
  return (
    <section className={styles.offer} aria-label={s.offer.title}>
      <div className={styles.offerWords}>
        <h2 className={styles.name}>{s.offer.title}</h2>
        <p>{lead ? s.offer.whyLead : s.offer.why}</p>
      </div>
      <div className={styles.offerDeeds}>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setPractised(true)
          }}
        >
          {s.offer.no}
        </Button>
        <LinkButton to="/practice" variant={lead ? 'default' : 'filled'}>
          {lead ? s.offer.practise : s.offer.do}
        </LinkButton>
        {lead && (
          <LinkButton
            to="/projects/new"
            onClick={() => {
              setWay(0)
              setPractised(true)
            }}
          >
            {s.offer.lead}
          </LinkButton>
        )}
      </div>
    </section>
  )
}

function Card({ row }: { row: ProjectRow }) {
  const params = { projectId: String(row.id) }
  const active = row.state === 'active'
  const whole = row.items - row.set_aside
  /** Who only answers is told how far the project is, and not how far it can be trusted. */
  const reviews = row.supported !== null
  const sure = reviews && row.met + row.most_reached > 0
  const slices = reviews
    ? settledSlices(row, row.supported === true)
    : [{ name: s.active, value: row.settled, color: 'var(--gw-line-strong)' }]
  const kinds = [...new Set(row.kinds)].map((name) => kindOf(name)?.title ?? name)
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <Link to="/projects/$projectId" params={params}>
            {row.name}
          </Link>
        </h2>
        {!active && (
          <Badge variant="light" color="gray">
            {row.state === 'paused' ? s.paused : s.archived}
          </Badge>
        )}
      </div>
      <p className={styles.purpose}>{row.purpose}</p>
      <p className={styles.facts}>
        {s.role[row.my_role]} · {s.asks(kinds)} · {s.mine(row.my_annotations)}
      </p>
      <div className={styles.foot}>
        <div className={styles.progress}>
          <Meter label={s.progressLabel(row.name)} whole={whole} slices={slices} />
          <p className={styles.numbers}>
            {row.items === 0 ? s.noItems : s.progress(count(row.settled), count(whole))}
            {sure && ` · ${s.meet(count(row.met), row.supported === true)}`}
          </p>
        </div>
        {active ? (
          <LinkButton
            to="/projects/$projectId/desk"
            preload="render"
            params={params}
            variant={row.my_live_claims > 0 ? 'filled' : 'light'}
            aria-label={`${row.my_live_claims > 0 ? s.continue : s.start}: ${row.name}`}
          >
            {row.my_live_claims > 0 ? s.continue : s.start}
          </LinkButton>
        ) : (
          <LinkButton to="/projects/$projectId" params={params} variant="default">
            {s.open}
          </LinkButton>
        )}
      </div>
    </article>
  )
}

import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOwnWork } from '@/api/ownWork'
import { queries } from '@/api/queries'
import { isInSeveral, leads, useMe } from '@/api/session'
import type { ProjectQuery, ProjectRow } from '@/api/types'
import { KINDS } from '@/kinds/registry'
import { arriving } from '@/ui/arriving'
import { useFirstWay } from '@/ui/useFirstWay'
import { LinkButton } from '@/ui/LinkButton'
import { languageName } from '@/ui/languageName'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { usePractised } from '@/ui/usePractised'
import { app } from '@/ui/strings/app'
import { own } from '@/ui/strings/own'
import { projects as s } from '@/ui/strings/projects'
import { work as w } from '@/ui/strings/work'
import { Card } from './Card'
import styles from './ProjectsPage.module.css'
import { OwnStop, OwnToday } from './OwnToday'
import { standingOf, stopped } from './standing'
import { WaitingForYou } from './WaitingForYou'

const Paused = arriving(() => import('./Paused'), 'Paused')
const Elsewhere = arriving(() => import('./Elsewhere'), 'Elsewhere')

/** The dashboard: the work that is open to me, purpose first. */
export function ProjectsPage() {
  const me = useMe()
  const lead = leads(me)
  const several = isInSeveral(me)
  const [state, setState] = useState<ProjectRow['state']>('active')
  const [wish, setWish] = useState<ProjectQuery>({})
  const query = useInfiniteQuery(queries.projects({ ...wish, state }))
  const inAll = useQuery({ ...queries.waiting(), enabled: lead })
  const filtered = Boolean(wish.search ?? wish.kind ?? wish.language)
  const seen = query.data?.pages.flatMap(({ rows }) => rows) ?? []
  // Whoever has answered anything knows the desk.
  const fresh = query.data?.pages.every(({ rows }) => rows.every((row) => row.my_annotations === 0)) ?? false
  const make = (
    <LinkButton to="/projects/new" leftSection={<IconPlus size={18} />}>
      {s.new}
    </LinkButton>
  )
  const empty = filtered ? (
    <Empty title={w.nothingFits.title} why={w.nothingFits.why} />
  ) : state !== 'active' ? (
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
            <OwnStop />
            {make}
          </>
        ) : (
          <OwnStop />
        )
      }
    >
      <OwnToday />
      {fresh && !filtered && <Offer lead={lead} person={me.person_id} />}
      {(filtered || wish.order !== undefined || seen.length > FEW) && (
        <Filters wish={wish} onChange={setWish} seen={seen} />
      )}
      {several && (
        <div className={styles.place}>
          <h2 className={styles.placeName}>
            <bdi>{me.organization}</bdi>
          </h2>
        </div>
      )}
      <PagedList query={query} empty={empty}>
        {(rows) => (
          <>
            {state === 'active' && <WaitingForYou rows={rows} inAll={inAll.data} />}
            <Sections rows={rows} />
          </>
        )}
      </PagedList>
      {!lead && <Paused wish={wish} />}
      {me.memberships.length > 1 && state === 'active' && !filtered && <Elsewhere />}
    </Page>
  )
}

/** From so many projects on they are searched. */
const FEW = 3

interface FiltersProps {
  wish: ProjectQuery
  onChange: (wish: ProjectQuery) => void
  seen: ProjectRow[]
}

function Filters({ wish, onChange, seen }: FiltersProps) {
  const languages = [
    ...new Set([...seen.flatMap((row) => row.languages), ...(wish.language ? [wish.language] : [])]),
  ]
  return (
    <div className={styles.filters} role="search">
      <SearchField
        label={w.search}
        onSearch={(words) => {
          onChange({ ...wish, search: words || undefined })
        }}
      />
      <NativeSelect
        aria-label={w.kind}
        value={wish.kind ?? ''}
        data={[
          { value: '', label: w.everyKind },
          ...KINDS.map(({ name, title }) => ({ value: name, label: title })),
        ]}
        onChange={(event) => {
          onChange({ ...wish, kind: event.currentTarget.value || undefined })
        }}
      />
      {languages.length > 0 && (
        <NativeSelect
          aria-label={w.languages}
          value={wish.language ?? ''}
          data={[
            { value: '', label: w.everyLanguage },
            ...languages.map((code) => ({ value: code, label: languageName(code) })),
          ]}
          onChange={(event) => {
            onChange({ ...wish, language: event.currentTarget.value || undefined })
          }}
        />
      )}
      <NativeSelect
        aria-label={w.order}
        value={wish.order ?? 'oldest'}
        data={[
          { value: 'oldest', label: w.orders.oldest },
          { value: 'newest', label: w.orders.newest },
          { value: 'name', label: w.orders.name },
        ]}
        onChange={(event) => {
          onChange({ ...wish, order: event.currentTarget.value as ProjectQuery['order'] })
        }}
      />
    </div>
  )
}

/** The work that is open to me first; what is finished, empty or left out by my choice apart from it. */
function Sections({ rows }: { rows: ProjectRow[] }) {
  // What I set myself is said above already: it is the reason.
  const { query } = useOwnWork()
  const all = rows.map((row) => ({ row, standing: standingOf(row) }))
  const open = all.filter(({ standing }) => standing === 'open' || standing === 'closed')
  const avoided = all.filter(({ standing }) => standing === 'avoided')
  const unqualified = all.filter(({ standing }) => standing === 'unqualified')
  const away = all.filter(({ standing }) => standing === 'away')
  const others = all.filter(({ standing }) => ['no-items', 'done', 'answered'].includes(standing))
  // What I began comes first: work stays with one project until I change.
  open.sort((a, b) => Number(b.row.my_live_claims > 0) - Number(a.row.my_live_claims > 0))
  const cards = (some: typeof all) => (
    <ul className={styles.grid}>
      {some.map(({ row, standing }) => (
        <li key={row.id}>
          <Card row={row} standing={standing} ended={stopped(row, query.data?.met)} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {open.length > 0 ? (
        <section aria-label={w.open}>{cards(open)}</section>
      ) : query.data?.met ? null : (
        <Empty
          title={w.nothing.title}
          why={
            unqualified.length > 0
              ? w.nothing.unqualified
              : avoided.length > 0
                ? w.nothing.avoided
                : w.nothing.why
          }
        >
          {unqualified.length > 0 && <LinkButton to="/me/qualifications">{app.myQualifications}</LinkButton>}
          {avoided.length > 0 && (
            <LinkButton to="/me" variant="default">
              {w.toChoices}
            </LinkButton>
          )}
        </Empty>
      )}
      {unqualified.length > 0 && (
        <section className={styles.apart} aria-labelledby="unqualified">
          <h2 id="unqualified" className={styles.apartTitle}>
            {w.unqualified}
          </h2>
          {cards(unqualified)}
        </section>
      )}
      {others.length > 0 && (
        <section className={styles.apart} aria-labelledby="apart">
          <h2 id="apart" className={styles.apartTitle}>
            {w.apart}
          </h2>
          {cards(others)}
        </section>
      )}
      {away.length > 0 && (
        <details className={styles.apart}>
          <summary className={styles.apartTitle}>{own.project.away(away.length)}</summary>
          {cards(away)}
        </details>
      )}
      {avoided.length > 0 && (
        <details className={styles.apart}>
          <summary className={styles.apartTitle}>{w.avoided(avoided.length)}</summary>
          {cards(avoided)}
        </details>
      )}
    </>
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

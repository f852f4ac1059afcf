import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { Project, ProjectPerson } from '@/api/types'
import { Interval } from '@/ui/charts/Interval'
import { count, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { overview } from '@/ui/strings/overview'
import styles from './People.module.css'

const s = overview.persons

/** Who has answered here, by name: how much, and what is known of their skill. Nobody is ranked. */
export function People({ project }: { project: Project }) {
  const [search, setSearch] = useState('')
  const query = useInfiniteQuery(queries.projectPeople(project.id, search))
  // Until anybody has answered there is nobody to look for.
  const all = useInfiniteQuery(queries.projectPeople(project.id, ''))
  const quality = useQuery(queries.quality(project.id))
  if (all.data && all.data.pages[0]?.rows.length === 0) return null
  const titles = quality.data?.questions.map(({ key, title }) => ({ key, title })) ?? []
  return (
    <Panel title={s.title} note={s.note} actions={<SearchField label={s.search} onSearch={setSearch} />}>
      <PagedList query={query} empty={<p className={styles.none}>{s.nobody(search)}</p>}>
        {(rows) => (
          <ul className={styles.people}>
            {rows.map((person) => (
              <Row key={person.id} project={project.id} person={person} titles={titles} />
            ))}
          </ul>
        )}
      </PagedList>
    </Panel>
  )
}

interface RowProps {
  project: number
  person: ProjectPerson
  titles: { key: string; title: string }[]
}

function Row({ project, person, titles }: RowProps) {
  const known = new Map(person.skills.map((skill) => [skill.question, skill]))
  const asked =
    titles.length > 0 ? titles : person.skills.map((one) => ({ key: one.question, title: one.title }))
  return (
    <li className={styles.person}>
      <div className={styles.who}>
        <p className={styles.name}>
          <Link
            to="/projects/$projectId/people/$personId"
            params={{ projectId: String(project), personId: String(person.id) }}
          >
            {person.name}
          </Link>
        </p>
        <p className={styles.counts}>
          {s.counts(count(person.answers), person.answers, count(person.reviewed))}
        </p>
      </div>
      <dl className={styles.skills}>
        {asked.map(({ key, title }) => (
          <div key={key}>
            <dt>{title}</dt>
            <Skill title={title} skill={known.get(key)?.skill} />
          </div>
        ))}
      </dl>
    </li>
  )
}

function Skill({
  title,
  skill,
}: {
  title: string
  skill: ProjectPerson['skills'][number]['skill'] | undefined
}) {
  if (skill?.value == null || skill.low == null || skill.high == null)
    return (
      <dd className={styles.why} lang={skill?.why ? 'en' : undefined}>
        {skill?.why || s.unknown}
      </dd>
    )
  const words = s.between(percent(skill.low), percent(skill.high), count(skill.items ?? 0))
  return (
    <dd>
      <Interval
        value={skill.value}
        low={skill.low}
        high={skill.high}
        from={0}
        to={1}
        label={`${title}: ${percent(skill.value)}, ${words}`}
      />
      <span className={styles.value}>{percent(skill.value)}</span>{' '}
      <span className={styles.words}>{words}</span>
    </dd>
  )
}

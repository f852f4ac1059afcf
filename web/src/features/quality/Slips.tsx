import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { queries } from '@/api/queries'
import type { Practice, QuestionSkill, Slip } from '@/api/types'
import { CaseView } from '@/ui/CaseView'
import { Ready } from '@/ui/LoadMore'
import { quality } from '@/ui/strings/quality'
import { ItemLink } from './ItemLink'
import styles from './Quality.module.css'

const s = quality.practise

interface SlipsProps {
  project: number
  skill: QuestionSkill
  own: boolean
}

/** What costs an estimate most; to its person with the rules and the decided cases that are about it. */
export function Slips({ project, skill, own }: SlipsProps) {
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{own ? s.title : s.titleOf}</h3>
      <ul className={styles.list}>
        {skill.slips.map((slip, at) => (
          <li key={at}>
            <p className={styles.slip}>{words(slip)}</p>
            <p className={styles.small}>{s.cost(slip.cost, slip.items)}</p>
            {own && <About project={project} question={skill.question} at={at} slip={slip} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function About({
  project,
  question,
  at,
  slip,
}: {
  project: number
  question: string
  at: number
  slip: Slip
}) {
  const [open, { toggle }] = useDisclosure(false)
  const id = useId()
  const query = useQuery({ ...queries.practice(project, question), enabled: open })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={toggle}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={s.openOf(words(slip))}
      >
        {s.open}
      </Button>
      {open && (
        <div id={id}>
          <Ready query={query}>
            {(found) => {
              const practice = found[at]
              return practice ? <Said project={project} practice={practice} /> : null
            }}
          </Ready>
        </div>
      )}
    </>
  )
}

function Said({ project, practice }: { project: number; practice: Practice }) {
  const { rule, cases, examples } = practice
  return (
    <div className={styles.opened}>
      {rule !== '' && (
        <p>
          {s.rule(rule)}{' '}
          <Link
            to="/projects/$projectId/guideline"
            params={{ projectId: String(project) }}
            className={styles.link}
          >
            {s.guideline}
          </Link>
        </p>
      )}
      {cases.length > 0 && (
        <div>
          <h4>{s.cases}</h4>
          {cases.map((decided) => (
            <CaseView key={decided.id} decided={decided} />
          ))}
        </div>
      )}
      {rule === '' && cases.length === 0 && <p>{s.nothing}</p>}
      <div>
        <h4>{s.examples}</h4>
        <ul className={styles.list}>
          {examples.map((example) => (
            <li key={example.item_id}>
              <p className={styles.excerpt}>{example.excerpt}</p>
              <ItemLink project={project} of={example} own />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function words(slip: Slip): string {
  return s.what[slip.what](slip.said, slip.right)
}

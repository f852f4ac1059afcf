import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Evidence, ProjectSkills, QuestionSkill } from '@/api/types'
import { Appealing } from '@/ui/Appealing'
import { EstimateView } from '@/ui/EstimateView'
import { percent } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { appeals } from '@/ui/strings/appeals'
import { quality as s } from '@/ui/strings/quality'
import { ItemLink } from './ItemLink'
import { Slips } from './Slips'
import { TrendView } from './TrendView'
import styles from './Quality.module.css'

interface SkillsProps {
  row: ProjectSkills
  /** Whether they are mine: then there are ways to the desk, to appeal and to practise. */
  own?: boolean
  further?: ReactNode
}

/** Somebody's skills at the questions of a project, a panel each. */
export function Skills({ row, own = false, further }: SkillsProps) {
  return row.questions.map((skill) => (
    <Panel key={skill.question} title={skill.title} note={row.project}>
      <div className={styles.skill}>
        <div className={styles.side}>
          {skill.measures === 'nothing' ? (
            <div>
              <h3 className={styles.heading}>{s.measures.nothing}</h3>
              <p className={styles.small} lang="en" dir="ltr">
                {skill.skill.why}
              </p>
            </div>
          ) : (
            <EstimateView title={s.measures[skill.measures]} estimate={estimateOf(skill)} as="share" />
          )}
          {skill.skill.value !== null && <TrendView trend={skill.trend} />}
        </div>
        <div className={styles.rest}>
          {skill.caught.length > 0 && <Caught project={row.project_id} skill={skill} own={own} />}
          {skill.slips.length > 0 && <Slips project={row.project_id} skill={skill} own={own} />}
          {skill.skill.value !== null && <MovedMost project={row.project_id} skill={skill} own={own} />}
          {further && <p className={styles.small}>{further}</p>}
        </div>
      </div>
    </Panel>
  ))
}

function estimateOf(skill: QuestionSkill) {
  const { value, items = 0 } = skill.skill
  if (value !== null) return skill.skill
  return { value, why: s.missing(skill.missing, items) }
}

interface PartProps {
  project: number
  skill: QuestionSkill
  own: boolean
}

function Caught({ project, skill, own }: PartProps) {
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{own ? s.caught.title : s.caught.titleOf}</h3>
      <p className={styles.small}>{s.caught.why}</p>
      <ul className={styles.list}>
        {skill.caught.map((one) => (
          <li key={one.item_id}>
            <p className={styles.excerpt}>{one.excerpt}</p>
            <dl className={styles.pair}>
              <div>
                <dt>{own ? s.mine : s.theirs}</dt>
                <dd>{one.mine}</dd>
              </div>
            </dl>
            <ItemLink project={project} of={one} own={own} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function MovedMost({ project, skill, own }: PartProps) {
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{s.moved.title}</h3>
      <p className={styles.small}>{skill.evidence.length === 0 ? s.moved.none : s.moved.how}</p>
      <ul className={styles.list}>
        {skill.evidence.map((piece) => (
          <li key={piece.item_id}>
            <Piece project={project} piece={piece} near={skill.measures === 'near'} own={own} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PieceProps {
  project: number
  piece: Evidence
  near: boolean
  own: boolean
}

function Piece({ project, piece, near, own }: PieceProps) {
  const client = useQueryClient()
  const { may_appeal: against } = piece
  const sure =
    piece.source === 'gold' ? s.moved.known : near ? s.moved.others : s.moved.sure(percent(piece.support))
  return (
    <>
      <p className={styles.excerpt}>{piece.excerpt}</p>
      <dl className={styles.pair}>
        <div>
          <dt>{own ? s.mine : s.theirs}</dt>
          <dd>{piece.mine}</dd>
        </div>
        <div>
          <dt>{piece.source === 'gold' ? s.gold : s.consensus}</dt>
          <dd>{piece.other}</dd>
        </div>
      </dl>
      <p className={styles.small}>
        {piece.moved >= 0 ? s.moved.raised(piece.moved) : s.moved.lowered(piece.moved)} · {sure}
      </p>
      <div className={styles.ways}>
        <ItemLink project={project} of={piece} own={own} />
        {piece.appealed && (
          <Link to="/me/appeals" className={styles.link}>
            {appeals.state[piece.appealed]}
          </Link>
        )}
        {against && (
          <Appealing
            of={piece.excerpt}
            does={async (argument) => {
              await calls.appeal(piece.item_id, against, argument)
              await client.invalidateQueries({ queryKey: queries.myQuality().queryKey })
            }}
          />
        )}
      </div>
    </>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '@/api/asking'
import { queries } from '@/api/queries'
import { AskDialog } from '@/ui/AskDialog'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { guideline as s } from '@/ui/strings/guideline'
import { Cases } from './Cases'
import { Changes, OneChange } from './Changes'
import styles from './Guideline.module.css'
import { OneProposal, Proposals } from './Proposals'
import { OneThread, Threads } from './Threads'

const PARTS = ['threads', 'cases', 'proposals', 'changes'] as const

/** What people ask about the guideline, and what was decided. */
export function GuidelinePage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/guideline' })
  const {
    part = 'threads',
    thread,
    proposal,
    version,
    since,
  } = useSearch({ from: '/inside/shell/projects/$projectId/guideline' })
  const project = useQuery(queries.project(Number(projectId)))
  const answering = useQuery(queries.answering(Number(projectId)))
  const [opened, setOpened] = useState(false)
  const asking = useAsk(Number(projectId), null, opened)
  return (
    <Ready query={project}>
      {(read) => {
        const answers = answering.data?.may_answer ?? false
        const archived = read.state === 'archived'
        return (
          <>
            <nav className={styles.parts} aria-label={s.partsOf}>
              {PARTS.map((name) => (
                <LinkButton
                  key={name}
                  to="/projects/$projectId/guideline"
                  params={{ projectId }}
                  search={{ part: name }}
                  size="sm"
                  variant={part === name ? 'light' : 'subtle'}
                  color={part === name ? undefined : 'gray'}
                  aria-current={part === name ? 'page' : undefined}
                >
                  {s.parts[name]}
                </LinkButton>
              ))}
              <span className={styles.grow} />
              {!archived && (
                <Button
                  variant="default"
                  size="sm"
                  onClick={() => {
                    setOpened(true)
                  }}
                >
                  {s.ask}
                </Button>
              )}
            </nav>
            {part === 'threads' &&
              (thread === undefined ? (
                <Threads project={read} answers={answers} />
              ) : (
                <OneThread project={read} answers={answers} id={thread} />
              ))}
            {part === 'cases' && <Cases project={read} answers={answers} />}
            {part === 'proposals' &&
              (proposal === undefined ? (
                <Proposals project={read} />
              ) : (
                <OneProposal project={read} id={proposal} />
              ))}
            {part === 'changes' &&
              (version === undefined ? (
                <Changes project={read} />
              ) : (
                <OneChange key={version} project={read} version={version} since={since} />
              ))}
            <AskDialog
              guideline={read.guideline.markdown}
              {...asking}
              opened={opened}
              onClose={() => {
                setOpened(false)
              }}
            />
          </>
        )
      }}
    </Ready>
  )
}

import { Loader } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useKeeping } from '@/api/keeping/context'
import type { Claim, Project } from '@/api/types'
import type { Asked } from '@/kinds/registry'
import { general } from '@/ui/strings/general'
import styles from './DeskPage.module.css'
import type { Ahead } from './AheadTool'
import { openedOf, type Opened } from './opened'
import { WorkBench } from './WorkBench'

interface WorkProps {
  project: Project
  form: Asked[]
  claim: Claim
  ahead: Ahead
  onNext: () => void
  onLook: (claim: number | undefined) => void
  onReload: () => void
}

/** One claim on the desk: what the browser kept of it is read first. */
export function Work(props: WorkProps) {
  const { claim, form } = props
  const { keeping, outbox } = useKeeping()
  const [opened, setOpened] = useState<Opened | null>(null)
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  })
  useEffect(() => {
    let gone = false
    void keeping.draft(outbox.person, claim.id).then((kept) => {
      if (!gone) setOpened(openedOf(claim, latest.current, outbox.person, kept))
    })
    return () => {
      gone = true
    }
  }, [claim, keeping, outbox])
  if (opened) return <WorkBench {...props} opened={opened} />
  return (
    <div className={styles.centre}>
      <Loader size="sm" type="dots" aria-label={general.loading} />
    </div>
  )
}

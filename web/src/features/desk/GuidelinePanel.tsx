import { ActionIcon, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { BesideTask, Project } from '@/api/types'
import { MarkdownText } from '@/ui/MarkdownText'
import { desk as s } from '@/ui/strings/desk'
import { BesidePanel } from './BesidePanel'
import styles from './GuidelinePanel.module.css'

interface PanelProps {
  project: Pick<Project, 'id' | 'guideline'>
  beside: BesideTask | undefined
  /** What is looked for in it. */
  onFind?: ((words: string) => void) | undefined
  onClose: () => void
}

/** The rules of the project beside the task. */
export function GuidelinePanel({ project, beside, onFind, onClose }: PanelProps) {
  const { guideline } = project
  const [find, setFind] = useState('')
  const wanted = find.trim().toLowerCase()
  const none = wanted !== '' && !guideline.markdown.toLowerCase().includes(wanted)
  return (
    <aside className={styles.panel} aria-label={s.guideline}>
      <div className={styles.head}>
        <h2 className={styles.title}>{s.guideline}</h2>
        <span className={styles.version}>{s.guidelineVersion(guideline.version)}</span>
        <ActionIcon variant="subtle" color="gray" aria-label={s.hideGuideline} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <TextInput
        id="guideline-search"
        data-own-keys
        size="sm"
        aria-label={s.findInGuideline}
        placeholder={s.findInGuideline}
        leftSection={<IconSearch size={16} />}
        value={find}
        onChange={(event) => {
          setFind(event.currentTarget.value)
          onFind?.(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <div className={styles.text} tabIndex={0} role="region" aria-label={s.guideline}>
        <BesidePanel project={project.id} guideline={guideline.markdown} beside={beside} find={wanted} />
        {none && <p className={styles.none}>{s.nothingFound}</p>}
        <MarkdownText text={guideline.markdown} find={wanted} />
      </div>
    </aside>
  )
}

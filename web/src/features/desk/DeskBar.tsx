import { ActionIcon } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconBook2,
  IconKeyboard,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { SavedMark as Mark } from '@/api/keeping/draft'
import type { Project } from '@/api/types'
import { Tip } from '@/ui/Tip'
import { desk as s } from '@/ui/strings/desk'
import { AheadTool, type Ahead } from './AheadTool'
import styles from './DeskPage.module.css'
import { SavedMark } from './SavedMark'

interface BarProps {
  project: Pick<Project, 'id' | 'name'>
  /** Null: nothing can be held ahead. */
  ahead: Ahead | null
  /** Null: nothing is kept, which is said in its place. */
  mark: Mark | null
  correcting: boolean
  canUndo: boolean
  canRedo: boolean
  /** Whether the guideline stands beside the task; null: there is none. */
  guideline: boolean | null
  onUndo: () => void
  onRedo: () => void
  onHelp: () => void
  onGuideline: () => void
}

/** The upper edge of the desk: the way out, where the answers are, and tools. */
export const DeskBar = memo(function DeskBar(props: BarProps) {
  const { project, guideline } = props
  return (
    <header className={styles.bar}>
      {props.mark === null ? (
        <Link to="/" className={styles.leave}>
          <IconArrowLeft size={18} aria-hidden />
          <span className={styles.name}>{project.name}</span>
        </Link>
      ) : (
        <Link to="/projects/$projectId" params={{ projectId: String(project.id) }} className={styles.leave}>
          <IconArrowLeft size={18} aria-hidden />
          <span className={styles.name}>{project.name}</span>
        </Link>
      )}
      <SavedMark mark={props.mark} correcting={props.correcting} />
      <div className={styles.tools}>
        <Tool
          label={s.undo}
          disabled={!props.canUndo}
          onClick={props.onUndo}
          icon={<IconArrowBackUp size={20} />}
        />
        <Tool
          label={s.redo}
          disabled={!props.canRedo}
          onClick={props.onRedo}
          icon={<IconArrowForwardUp size={20} />}
        />
        {props.ahead && <AheadTool {...props.ahead} />}
        <Tool label={s.keys} wideOnly onClick={props.onHelp} icon={<IconKeyboard size={20} />} />
        {guideline !== null && (
          <Tool
            label={guideline ? s.hideGuideline : s.showGuideline}
            pressed={guideline}
            onClick={props.onGuideline}
            icon={<IconBook2 size={20} />}
          />
        )}
      </div>
    </header>
  )
})

interface ToolProps {
  label: string
  icon: React.ReactNode
  onClick: () => void
  disabled?: boolean
  pressed?: boolean
  wideOnly?: boolean
}

function Tool({ label, icon, onClick, disabled, pressed, wideOnly }: ToolProps) {
  return (
    <Tip label={label}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        size="lg"
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        className={wideOnly ? styles.wideOnly : undefined}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tip>
  )
}

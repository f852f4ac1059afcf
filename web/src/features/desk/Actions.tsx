import { Button } from '@mantine/core'
import { memo } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { desk as s } from '@/ui/strings/desk'
import styles from './DeskPage.module.css'
import { OWN, type KeyWishes } from './keys'

interface ActionsProps {
  correcting: boolean
  open: boolean
  busy: boolean
  /** Whether nothing can be sent before the person has decided between two drafts. */
  held: boolean
  /** Why it could not be submitted: what is missing first. */
  why: string | null
  wide: boolean
  wishes: KeyWishes
  onSubmit: () => void
  onPrevious: () => void
  onSkip: () => void
  onFlag: () => void
  onAsk: () => void
  /** Whether something is begun; null: the project has whoever begins an item finish it. */
  handOver: boolean | null
  onHandOver: () => void
}

/** What may be done with the item as a whole. */
export const Actions = memo(function Actions(props: ActionsProps) {
  const { correcting, open, wide, wishes } = props
  const cap = (key: string) => (wide ? <KeyCap quiet>{`⇧${key}`}</KeyCap> : null)
  const quiet = { variant: 'subtle', color: 'gray' }
  return (
    <div className={styles.actions}>
      {props.why !== null && (
        // Trying again leads to the question.
        <button type="button" className={styles.cant} onClick={props.onSubmit}>
          {props.why}
        </button>
      )}
      <Button
        size="md"
        className={styles.submit}
        loading={props.busy}
        disabled={!open || props.held}
        aria-keyshortcuts="Control+Enter"
        rightSection={
          wide && wishes.submit !== null && wishes.single ? (
            <span className={styles.submitKey}>{wishes.submit === 'Enter' ? '↵' : s.help.space}</span>
          ) : null
        }
        onClick={props.onSubmit}
      >
        {correcting ? s.saveCorrection : s.submit}
      </Button>
      <div className={styles.minor}>
        <Button
          {...quiet}
          aria-keyshortcuts="Shift+P"
          onClick={props.onPrevious}
          leftSection={cap(OWN.previous)}
        >
          {correcting ? s.looking.earlier : s.previous}
        </Button>
        {!correcting && (
          <Button
            {...quiet}
            aria-keyshortcuts="Shift+S"
            disabled={!open}
            onClick={props.onSkip}
            leftSection={cap(OWN.skip)}
          >
            {s.skip}
          </Button>
        )}
        <Button {...quiet} aria-keyshortcuts="Shift+F" onClick={props.onFlag} leftSection={cap(OWN.flag)}>
          {s.flag}
        </Button>
        <Button {...quiet} aria-keyshortcuts="Shift+A" onClick={props.onAsk} leftSection={cap(OWN.ask)}>
          {s.ask}
        </Button>
        {props.handOver !== null && !correcting && (
          <Button
            {...quiet}
            aria-keyshortcuts="Shift+H"
            disabled={!props.handOver}
            onClick={props.onHandOver}
            leftSection={cap(OWN.handOver)}
          >
            {s.handOver}
          </Button>
        )}
      </div>
    </div>
  )
})

import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useOwnWork } from '@/api/ownWork'
import { Dialog } from '@/ui/Dialog'
import { LinkButton } from '@/ui/LinkButton'
import { useNotice } from '@/ui/Notices'
import { OwnEnd, saidOf } from '@/ui/OwnEnd'
import { app } from '@/ui/strings/app'
import { own } from '@/ui/strings/own'
import styles from './ProjectFrame.module.css'

/** The way to the desk; where I am given nothing there by my own word, that word and the way back instead. */
export function DeskWay({ projectId }: { projectId: string }) {
  const notice = useNotice()
  const { query, back } = useOwnWork()
  const [open, { open: show, close }] = useDisclosure(false)
  const mine = query.data
  // Until it is known how I stand, neither is said.
  if (!mine && !query.error) return null
  const reason = mine?.met
  // At a ceiling I may still finish here what I hold: the desk says it.
  if (!mine || !reason || reason === 'own-items' || reason === 'own-projects')
    return (
      <LinkButton to="/projects/$projectId/desk" params={{ projectId }} preload="render" size="md">
        {app.project.start}
      </LinkButton>
    )
  const { title, way } = saidOf(reason, mine)
  return (
    <>
      <span className={styles.ended}>{title}</span>
      <Button variant="light" size="md" onClick={show}>
        {way}
      </Button>
      {open && (
        <Dialog title={title} onClose={close}>
          <OwnEnd
            titled={false}
            reason={reason}
            mine={mine}
            does={async (load) => {
              await back(reason, load)
              if (reason === 'own-pause') notice({ text: own.welcome, brief: true })
              close()
            }}
          />
        </Dialog>
      )}
    </>
  )
}

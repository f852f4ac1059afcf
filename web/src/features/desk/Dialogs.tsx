import { Button, Group, Radio, SegmentedControl, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Asked } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { KeyCap } from '@/ui/KeyCap'
import { TroubleNote } from '@/ui/Trouble'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import styles from './Dialogs.module.css'
import { OWN, type KeyWishes } from './keys'

interface DialogsProps extends Pick<HelpProps, 'form' | 'wishes' | 'onWishes'> {
  /** The one that is open. */
  open: 'skip' | 'flag' | 'help' | null
  onClose: () => void
  onSkip: (reason: string) => Promise<void>
  onFlag: (note: string) => Promise<void>
}

/** The dialogs of the desk. What was written in one of them is still there when it is opened again. */
export function Dialogs({ open, onClose, onSkip, onFlag, ...help }: DialogsProps) {
  return (
    <>
      <SkipDialog opened={open === 'skip'} onClose={onClose} does={onSkip} />
      <FlagDialog opened={open === 'flag'} onClose={onClose} does={onFlag} />
      {open === 'help' && <HelpDialog onClose={onClose} {...help} />}
    </>
  )
}

interface DialogProps {
  opened: boolean
  onClose: () => void
  does: (words: string) => Promise<void>
}

function SkipDialog({ opened, onClose, does }: DialogProps) {
  const [picked, setPicked] = useState(s.skipDialog.reasons[0] ?? '')
  const [own, setOwn] = useState('')
  const reason = picked === 'own' ? own.trim() : picked
  if (!opened) return null
  return (
    <Words
      title={s.skipDialog.title}
      explains={s.skipDialog.explains}
      does={s.skipDialog.do}
      words={reason}
      onClose={onClose}
      run={does}
    >
      <Radio.Group value={picked} onChange={setPicked} aria-label={general.reason}>
        <Stack gap="xs">
          {s.skipDialog.reasons.map((text, i) => (
            <Radio key={text} value={text} label={text} data-autofocus={i === 0 || undefined} />
          ))}
          <Radio value="own" label={s.skipDialog.own} />
        </Stack>
      </Radio.Group>
      {picked === 'own' && (
        <Textarea
          aria-label={s.skipDialog.own}
          value={own}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => {
            setOwn(event.currentTarget.value)
          }}
        />
      )}
    </Words>
  )
}

function FlagDialog({ opened, onClose, does }: DialogProps) {
  const [note, setNote] = useState('')
  if (!opened) return null
  return (
    <Words
      title={s.flagDialog.title}
      explains={s.flagDialog.explains}
      does={s.flagDialog.do}
      words={note.trim()}
      onClose={onClose}
      run={async (words) => {
        await does(words)
        setNote('')
      }}
    >
      <Textarea
        label={s.flagDialog.note}
        data-autofocus
        value={note}
        maxLength={2000}
        autosize
        minRows={3}
        onChange={(event) => {
          setNote(event.currentTarget.value)
        }}
      />
    </Words>
  )
}

interface WordsProps {
  title: string
  explains: string
  does: string
  words: string
  onClose: () => void
  run: (words: string) => Promise<void>
  children: React.ReactNode
}

function Words({ title, explains, does, words, onClose, run, children }: WordsProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const go = async () => {
    if (words === '' || busy) return
    setBusy(true)
    setError(null)
    try {
      await run(words)
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void go()
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {explains}
          </Text>
          {children}
          {error !== null && <TroubleNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={words === ''}>
              {does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

interface HelpProps {
  onClose: () => void
  form: Asked[]
  wishes: KeyWishes
  onWishes: (wishes: KeyWishes) => void
}

function HelpDialog({ onClose, form, wishes, onWishes }: HelpProps) {
  const rows: [string, string[][]][] = [
    [
      s.submit,
      [['Ctrl', 'Enter'], ...(wishes.submit ? [[wishes.submit === ' ' ? s.help.space : s.help.enter]] : [])],
    ],
    [s.help.choose, [[form.some((asked) => asked.kind?.keys(asked.question).length) ? '1 – 9' : '–']]],
    [s.help.nextQuestion, [['Tab'], ['⇧', 'Tab']]],
    [s.undo, [['Ctrl', 'Z']]],
    [s.redo, [['Ctrl', '⇧', 'Z']]],
    [s.skip, [['⇧', OWN.skip]]],
    [s.flag, [['⇧', OWN.flag]]],
    [s.previous, [['⇧', OWN.previous]]],
    [s.guideline, [['⇧', OWN.guideline]]],
    [s.help.leaveText, [['Esc']]],
    [s.help.thisHelp, [[OWN.help]]],
  ]
  return (
    <Dialog title={s.help.title} onClose={onClose}>
      <Stack gap="lg">
        <table className={styles.keys}>
          <tbody>
            {rows.map(([what, ways]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>
                  {ways.map((way, i) => (
                    <span key={i}>
                      {i > 0 && <span className={styles.or}>{s.help.or}</span>}
                      {way.map((key) => (
                        <KeyCap key={key}>{key}</KeyCap>
                      ))}
                      <span className={styles.spoken}>{way.join(' + ')}</span>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Switch
          label={s.help.single}
          description={s.help.singleHint}
          checked={wishes.single}
          onChange={(event) => {
            onWishes({ ...wishes, single: event.currentTarget.checked })
          }}
        />
        <Stack gap={6}>
          <Text size="sm" fw={500} id="submit-by">
            {s.help.submitBy}
          </Text>
          <SegmentedControl
            aria-labelledby="submit-by"
            value={wishes.submit ?? 'none'}
            onChange={(value) => {
              onWishes({ ...wishes, submit: value === 'Enter' ? 'Enter' : value === ' ' ? ' ' : null })
            }}
            data={[
              { value: 'Enter', label: s.help.enter },
              { value: ' ', label: s.help.space },
              { value: 'none', label: s.help.ctrlEnter },
            ]}
          />
        </Stack>
      </Stack>
    </Dialog>
  )
}

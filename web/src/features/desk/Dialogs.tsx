import { Button, Group, Radio, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Asked } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { KeyCap } from '@/ui/KeyCap'
import { TroubleNote } from '@/ui/Trouble'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import styles from './Dialogs.module.css'
import type { BenchState } from './bench'
import { OWN, type KeyWishes } from './keys'

interface DialogsProps extends Pick<HelpProps, 'form' | 'wishes' | 'onWishes'> {
  /** The one that is open. */
  open: BenchState['dialog']
  sending: BenchState['sending']
  /** Why a note could not be sent. */
  error: unknown
  flags: number
  onClose: () => void
  onSkip: (reason: string) => void
  onFlag: (note: string) => void
}

/** The dialogs of the desk. What was written in one of them is still there when it is opened again. */
export function Dialogs({ open, sending, error, flags, onClose, onSkip, onFlag, ...help }: DialogsProps) {
  return (
    <>
      <SkipDialog
        opened={open === 'skip'}
        busy={sending === 'skip'}
        error={null}
        onClose={onClose}
        run={onSkip}
      />
      <FlagDialog
        key={flags}
        opened={open === 'flag'}
        busy={sending === 'flag'}
        error={error}
        onClose={onClose}
        run={onFlag}
      />
      {open === 'help' && <HelpDialog onClose={onClose} {...help} />}
    </>
  )
}

interface DialogProps {
  opened: boolean
  busy: boolean
  error: unknown
  onClose: () => void
  run: (words: string) => void
}

function SkipDialog({ opened, ...dialog }: DialogProps) {
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
      {...dialog}
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

function FlagDialog({ opened, ...dialog }: DialogProps) {
  const [note, setNote] = useState('')
  if (!opened) return null
  return (
    <Words
      title={s.flagDialog.title}
      explains={s.flagDialog.explains}
      does={s.flagDialog.do}
      words={note.trim()}
      {...dialog}
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

interface WordsProps extends Omit<DialogProps, 'opened'> {
  title: string
  explains: string
  does: string
  words: string
  children: React.ReactNode
}

function Words({ title, explains, does, words, busy, error, onClose, run, children }: WordsProps) {
  const go = () => {
    if (words !== '' && !busy) run(words)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go()
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
    [s.help.nextQuestion, [['⇧', OWN['next-question']]]],
    [s.help.nextField, [['Tab'], ['⇧', 'Tab']]],
    [s.undo, [['Ctrl', 'Z']]],
    [s.redo, [['Ctrl', '⇧', 'Z']]],
    [s.skip, [['⇧', OWN.skip]]],
    [s.flag, [['⇧', OWN.flag]]],
    [s.ask, [['⇧', OWN.ask]]],
    [s.previous, [['⇧', OWN.previous]]],
    [s.handOver, [['⇧', OWN.handOver]]],
    [s.guideline, [['⇧', OWN.guideline]]],
    [general.asWritten, [['⇧', OWN.written]]],
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
                        <KeyCap key={key} named>
                          {key}
                        </KeyCap>
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
        <Radio.Group
          label={s.help.submitBy}
          value={wishes.submit ?? 'none'}
          onChange={(value) => {
            onWishes({ ...wishes, submit: value === 'Enter' ? 'Enter' : value === ' ' ? ' ' : null })
          }}
        >
          <Group gap="lg" mt={6}>
            <Radio value="Enter" label={s.help.enter} />
            <Radio value=" " label={s.help.space} />
            <Radio value="none" label={s.help.ctrlEnter} />
          </Group>
        </Radio.Group>
      </Stack>
    </Dialog>
  )
}

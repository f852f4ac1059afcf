import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from './Dialog'
import { useNotice } from './Notices'
import { sectionsOf } from './sections'
import { general } from './strings/general'
import { guideline as s } from './strings/guideline'
import { TroubleNote } from './Trouble'

/** Who answers, and what sends a question. */
export interface Asking {
  answerer: string | null
  sending: boolean
  error: unknown
  send: (question: { asked: string; rule: string }) => Promise<unknown>
  /** What is said when it is asked; else where the answer will be. */
  done?: string
}

interface AskProps extends Asking {
  guideline: string
  /** Whether it is about the item on the desk; else a rule or the guideline as a whole is asked about. */
  item?: boolean
  opened: boolean
  onClose: () => void
}

/** Asks about an item or a rule. What was written is still there when it is opened again. */
export function AskDialog({ guideline, item = false, opened, onClose, ...asking }: AskProps) {
  const notice = useNotice()
  const [rule, setRule] = useState('')
  const [asked, setAsked] = useState('')
  const rules = [...new Set(sectionsOf(guideline).map(({ heading }) => heading))]
  const go = () => {
    if (asked.trim() === '' || asking.sending) return
    void asking.send({ asked: asked.trim(), rule }).then(
      () => {
        setAsked('')
        setRule('')
        notice({ text: asking.done ?? s.askDialog.done })
        onClose()
      },
      () => undefined,
    )
  }
  if (!opened) return null
  return (
    <Dialog title={s.askDialog.title} onClose={onClose}>
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
            {s.askDialog.explains(asking.answerer)}
          </Text>
          <NativeSelect
            label={s.askDialog.about}
            value={rule}
            data={[
              { value: '', label: item ? s.askDialog.aboutItem : s.askDialog.aboutAll },
              ...rules.map((heading) => ({ value: heading, label: s.askDialog.rule(heading, item) })),
            ]}
            onChange={(event) => {
              setRule(event.currentTarget.value)
            }}
          />
          <Textarea
            label={s.askDialog.asked}
            description={item ? s.askDialog.hint : undefined}
            data-autofocus
            value={asked}
            maxLength={2000}
            autosize
            minRows={3}
            onChange={(event) => {
              setAsked(event.currentTarget.value)
            }}
          />
          {asking.error !== null && <TroubleNote error={asking.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={asking.sending} disabled={asked.trim() === ''}>
              {s.askDialog.do}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

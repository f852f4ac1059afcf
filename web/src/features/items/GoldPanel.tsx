import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { ItemDetail } from '@/api/types'
import { Answering } from '@/kinds/Answering'
import type { Answers } from '@/kinds/contract'
import { askedOf, fitting, formFaults, submitted, type Asked } from '@/kinds/registry'
import { Asking } from '@/ui/Asking'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { items as s } from '@/ui/strings/items'
import styles from './Items.module.css'
import { MakeCase } from './MakeCase'

interface GoldProps {
  form: Asked[]
  detail: ItemDetail
  manages: boolean
}

/** The known answer of an item and the reason why it is right. */
export function GoldPanel({ form, detail, manages }: GoldProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const { gold } = detail
  const [editing, setEditing] = useState(false)
  const [answers, setAnswers] = useState<Answers>(() => fitting(form, gold?.answers ?? {}).fits)
  const [reason, setReason] = useState(gold?.reason ?? '')
  const id = detail.item.id
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: queries.item(id).queryKey })
    void client.invalidateQueries({ queryKey: ['projects', detail.item.project_id] })
  }
  const save = useMutation({
    mutationFn: () => calls.setGold(id, submitted(form, answers), reason.trim()),
    onSuccess: async () => {
      setEditing(false)
      notice({ text: s.goldSaved })
      await refresh()
    },
  })
  const ready = reason.trim() !== '' && formFaults(form, answers, detail.item.parts).length === 0
  return (
    <Panel title={s.goldTitle}>
      {!editing && (
        <Stack gap="sm">
          {gold === null && (
            <Text size="sm" c="dimmed">
              {s.goldNone}
            </Text>
          )}
          {gold !== null && (
            <>
              {form.map(({ question, kind }) => {
                const answer = kind?.readAnswer(question, gold.answers[question.key]) ?? null
                if (!kind || !answer) return null
                return (
                  <div key={question.key}>
                    <p className={styles.questionTitle}>{question.title}</p>
                    <div className={styles.answer}>
                      <kind.Review question={question} answer={answer} parts={detail.item.parts} />
                    </div>
                  </div>
                )
              })}
              <Text size="sm">{gold.reason}</Text>
              <Text size="xs" c="dimmed">
                {gold.drawn ? s.goldDrawn : s.goldChosen}
              </Text>
            </>
          )}
          {manages && (
            <Group gap="xs">
              <Button
                variant="default"
                onClick={() => {
                  setEditing(true)
                }}
              >
                {gold ? s.changeGold : s.makeGold}
              </Button>
              {gold && <MakeCase detail={detail} source="gold" />}
              {gold && (
                <Asking
                  label={s.removeGold}
                  title={s.removeGold}
                  explains={s.removeGoldExplains}
                  button={{ variant: 'subtle', color: 'gray' }}
                  does={async () => {
                    await calls.removeGold(id)
                    notice({
                      text: s.goldRemoved,
                      undo: () => void calls.setGold(id, gold.answers, gold.reason).then(refresh),
                    })
                    await refresh()
                  }}
                />
              )}
            </Group>
          )}
        </Stack>
      )}
      {editing && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) save.mutate()
          }}
        >
          <Stack gap="lg">
            {detail.consensus.length > 0 && (
              <Button
                variant="subtle"
                size="xs"
                style={{ alignSelf: 'flex-start' }}
                onClick={() => {
                  const said = Object.fromEntries(
                    detail.consensus.map((made) => [made.question, made.answer]),
                  )
                  setAnswers(fitting(form, said).fits)
                }}
              >
                {s.startFromConsensus}
              </Button>
            )}
            {askedOf(form, answers).map(({ question, kind }) => {
              if (!kind) return null
              const answer = kind.readAnswer(question, answers[question.key])
              return (
                <div key={question.key}>
                  <Text fw={600} size="sm" mb={6}>
                    {question.title}
                  </Text>
                  <Answering
                    kind={kind}
                    question={question}
                    parts={detail.item.parts}
                    answer={answer}
                    active={false}
                    onGesture={(gesture) => {
                      setAnswers((before) => {
                        const next = { ...before }
                        const is = kind.reduce(
                          question,
                          kind.readAnswer(question, before[question.key]),
                          gesture,
                        )
                        if (is === null) Reflect.deleteProperty(next, question.key)
                        else next[question.key] = is
                        return next
                      })
                    }}
                  />
                </div>
              )
            })}
            <Textarea
              label={s.goldReason}
              description={s.goldReasonHint}
              value={reason}
              maxLength={4000}
              autosize
              minRows={2}
              required
              onChange={(event) => {
                setReason(event.currentTarget.value)
              }}
            />
            {save.error && <TroubleNote error={save.error} />}
            <Group gap="xs">
              <Button type="submit" loading={save.isPending} disabled={!ready}>
                {s.saveGold}
              </Button>
              <Button
                variant="default"
                onClick={() => {
                  setEditing(false)
                }}
              >
                {general.cancel}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Panel>
  )
}

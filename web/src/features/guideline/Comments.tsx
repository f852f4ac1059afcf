import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import type { Said } from '@/api/types'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { Words } from '@/ui/Said'
import { guideline as s } from '@/ui/strings/guideline'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Guideline.module.css'

interface CommentsProps {
  count: number
  read: () => Promise<{ said: Said[] }>
  readKey: readonly unknown[]
  send: (said: string, key: string) => Promise<unknown>
  opened: boolean
  /** Nothing can be added any more. */
  closed: boolean
  onSent: () => Promise<void>
}

/** What people added, and a field to add more. */
export function Comments({ count, read, readKey, send: sends, opened, closed, onSent }: CommentsProps) {
  const [shown, setShown] = useState(opened)
  const [said, setSaid] = useState('')
  const [key, setKey] = useState(newId)
  const query = useQuery({ queryKey: readKey, queryFn: read, enabled: shown })
  const send = useMutation({
    mutationFn: () => sends(said.trim(), key),
    onSuccess: async () => {
      setSaid('')
      setKey(newId())
      await onSent()
    },
  })
  return (
    <details
      className={styles.comments}
      open={opened}
      onToggle={(event) => {
        setShown(event.currentTarget.open)
      }}
    >
      <summary>{s.comments(count)}</summary>
      {shown && (
        <Ready query={query}>
          {(detail) => (
            <Stack gap="sm">
              {detail.said.map((comment) => (
                <Words
                  key={comment.id}
                  who={
                    <>
                      <bdi>{s.asks(comment.by, comment.mine)}</bdi> · {day(comment.on)}
                    </>
                  }
                >
                  {comment.said}
                </Words>
              ))}
              {!closed && (
                <form
                  onSubmit={(event) => {
                    event.preventDefault()
                    if (said.trim() !== '') send.mutate()
                  }}
                >
                  <Stack gap="xs">
                    <Textarea
                      label={s.comment}
                      value={said}
                      maxLength={2000}
                      autosize
                      minRows={2}
                      onChange={(event) => {
                        setSaid(event.currentTarget.value)
                      }}
                    />
                    {send.error && <TroubleNote error={send.error} />}
                    <Group>
                      <Button
                        type="submit"
                        size="xs"
                        variant="default"
                        loading={send.isPending}
                        disabled={said.trim() === ''}
                      >
                        {s.send}
                      </Button>
                    </Group>
                  </Stack>
                </form>
              )}
            </Stack>
          )}
        </Ready>
      )}
    </details>
  )
}

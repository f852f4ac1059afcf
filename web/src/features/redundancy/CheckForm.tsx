import { Button, Group, NativeSelect, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { sparing } from '@/api/sparing'
import type { CheckIn, Redundancy } from '@/api/types'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { redundancy as s } from '@/ui/strings/redundancy'
import styles from './Redundancy.module.css'
import { useDone } from './useDone'

const USUAL = { text: 0.7, picture: 0.9 }

/** What is compared, how alike is the same, and which one stays. */
export function CheckForm({ project, read }: { project: number; read: Redundancy }) {
  const texts = read.parts.filter((part) => part.type !== 'picture')
  const pictures = read.parts.filter((part) => part.type === 'picture')
  // As the last time, unless there is nothing of that sort to compare.
  const there = { text: texts.length > 0, picture: pictures.length > 0 }
  const last = read.newest && there[read.newest.looks_at] ? read.newest : null
  const [what, setWhat] = useState<'text' | 'picture'>(
    last?.looks_at ?? (texts.length > 0 ? 'text' : 'picture'),
  )
  const [part, setPart] = useState(last?.part ?? '')
  const [threshold, setThreshold] = useState(last?.threshold ?? USUAL[what])
  const [keep, setKeep] = useState(
    last?.keep_field ? `highest ${last.keep_field}` : (last?.keep ?? 'longest'),
  )
  const { refresh, notice } = useDone(project)
  const start = useMutation({
    mutationFn: () => {
      const field = keep.startsWith('highest ') ? keep.slice(8) : null
      const body: CheckIn = {
        looks_at: what,
        part: part || null,
        threshold,
        keep: field === null ? (keep as 'longest' | 'earliest') : 'highest',
        keep_field: field,
      }
      return sparing.checkRedundancy(project, body, newId())
    },
    onSuccess: () => {
      refresh()
      notice({ text: s.done.started })
    },
  })
  const options = [
    ...(texts.length > 0 ? [{ value: 'text ', label: s.allText }] : []),
    ...(texts.length > 1
      ? texts.map(({ name }) => ({ value: `text ${name}`, label: s.textPart(name) }))
      : []),
    ...(pictures.length > 0 ? [{ value: 'picture ', label: s.firstPicture }] : []),
    ...(pictures.length > 1
      ? pictures.map(({ name }) => ({ value: `picture ${name}`, label: s.picturePart(name) }))
      : []),
  ]
  return (
    <Panel title={read.found ? s.checkAgain : s.check} note={s.offer}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          start.mutate()
        }}
      >
        <div className={styles.form}>
          <NativeSelect
            label={s.looksAt}
            value={`${what} ${part}`}
            data={options}
            onChange={(event) => {
              const [is = 'text', ...name] = event.currentTarget.value.split(' ')
              const next = is === 'picture' ? 'picture' : 'text'
              if (next !== what) setThreshold(USUAL[next])
              setWhat(next)
              setPart(name.join(' '))
            }}
          />
          <NumberInput
            label={s.threshold}
            description={s.thresholdHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={Math.round(threshold * 100)}
            min={40}
            max={100}
            suffix=" %"
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number') setThreshold(value / 100)
            }}
          />
          <NativeSelect
            label={s.keep}
            description={s.keepHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={keep}
            data={[
              { value: 'longest', label: s.keeps.longest },
              { value: 'earliest', label: s.keeps.earliest },
              ...read.number_fields.map((field) => ({
                value: `highest ${field}`,
                label: s.keeps.highest(field),
              })),
            ]}
            onChange={(event) => {
              setKeep(event.currentTarget.value)
            }}
          />
        </div>
        {start.error && <TroubleNote error={start.error} />}
        <Group mt="md">
          <Button type="submit" variant={read.found ? 'default' : 'filled'} loading={start.isPending}>
            {read.found ? s.checkAgain : s.check}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}

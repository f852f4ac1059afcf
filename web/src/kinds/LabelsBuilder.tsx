import { ActionIcon, Button, ColorInput, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { general } from '@/ui/strings/general'
import { shared } from './setupWords'
import type { Label } from './labels'

const s = shared.labels

/** Rows that are drawn at first, and with each press for more: a question may have five hundred labels. */
const ROWS = 50

interface BuilderProps<L extends Label> {
  title: string
  labels: L[]
  keys: (string | null)[]
  /** Colours that labels have without one of their own. */
  color?: (place: number) => string
  nameOf: (n: number) => string
  addName: string
  /** Fewer are not left. */
  least?: number
  fresh: () => L
  onChange: (labels: L[]) => void
  more?: (label: L, change: (patch: Partial<L>) => void) => ReactNode
}

/** Rows of labels with name, key, colour and help. */
export function LabelsBuilder<L extends Label>(props: BuilderProps<L>) {
  const { labels, least = 1, onChange } = props
  const [rows, setRows] = useState(ROWS)
  const change = (at: number, patch: Partial<L>) => {
    onChange(labels.map((label, i) => (i === at ? { ...label, ...patch } : label)))
  }
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {props.title}
      </Text>
      {labels.slice(0, rows).map((label, i) => (
        <Group key={i} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            w={56}
            aria-label={s.key(label.name)}
            value={label.key ?? ''}
            placeholder={props.keys[i] ?? ''}
            maxLength={1}
            onChange={(event) => {
              const key = event.currentTarget.value.toLowerCase()
              change(i, { key: /^[0-9a-z]$/.test(key) ? key : null } as Partial<L>)
            }}
          />
          <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
            <Group gap="xs" wrap="nowrap">
              <TextInput
                style={{ flex: 1 }}
                aria-label={props.nameOf(i + 1)}
                value={label.name}
                maxLength={200}
                onChange={(event) => {
                  change(i, { name: event.currentTarget.value } as Partial<L>)
                }}
              />
              {props.color && (
                <ColorInput
                  w={116}
                  aria-label={s.color(label.name)}
                  value={label.color ?? props.color(i)}
                  format="hex"
                  eyeDropperButtonProps={{ 'aria-label': s.pickColor(label.name) }}
                  onChange={(color) => {
                    change(i, { color: /^#[0-9a-f]{6}$/i.test(color) ? color : null } as Partial<L>)
                  }}
                />
              )}
            </Group>
            <TextInput
              variant="unstyled"
              size="xs"
              aria-label={s.help(label.name)}
              placeholder={s.helpHint}
              value={label.help}
              maxLength={1000}
              onChange={(event) => {
                change(i, { help: event.currentTarget.value } as Partial<L>)
              }}
            />
            {props.more?.(label, (patch) => {
              change(i, patch)
            })}
          </Stack>
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={s.remove(label.name)}
            disabled={labels.length <= least}
            onClick={() => {
              onChange(labels.filter((_, j) => j !== i))
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        </Group>
      ))}
      {labels.length > rows && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            setRows(rows + ROWS)
          }}
        >
          {general.more} ({labels.length - rows})
        </Button>
      )}
      <Button
        variant="subtle"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={16} />}
        onClick={() => {
          // The new one stands in the last row.
          setRows(Math.max(rows, labels.length + 1))
          onChange([...labels, props.fresh()])
        }}
      >
        {props.addName}
      </Button>
    </Stack>
  )
}

import { ActionIcon, Stack, Switch, Text } from '@mantine/core'
import { IconCloudDown } from '@tabler/icons-react'
import { useState } from 'react'
import { Dialog } from '@/ui/Dialog'
import { Tip } from '@/ui/Tip'
import { desk as s } from '@/ui/strings/desk'

/** Items that the desk holds ahead, and whether somebody wants that. */
export interface Ahead {
  wanted: boolean
  held: number
  onWant: (wanted: boolean) => void
}

/** How to go on without a connection: a switch, and how much is at hand. */
export function AheadTool({ wanted, held, onWant }: Ahead) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Tip label={s.ahead.title}>
        <ActionIcon
          variant={wanted ? 'light' : 'subtle'}
          color={wanted ? undefined : 'gray'}
          size="lg"
          aria-label={s.ahead.title}
          aria-haspopup="dialog"
          onClick={() => {
            setOpen(true)
          }}
        >
          <IconCloudDown size={20} />
        </ActionIcon>
      </Tip>
      {open && (
        <Dialog
          title={s.ahead.title}
          onClose={() => {
            setOpen(false)
          }}
        >
          <Stack gap="md">
            <Switch
              data-autofocus
              label={s.ahead.wanted}
              description={s.ahead.explains}
              checked={wanted}
              onChange={(event) => {
                onWant(event.currentTarget.checked)
              }}
            />
            {wanted && (
              <Text size="sm" role="status">
                {held > 0 ? s.ahead.held(held) : s.ahead.none}
              </Text>
            )}
          </Stack>
        </Dialog>
      )}
    </>
  )
}

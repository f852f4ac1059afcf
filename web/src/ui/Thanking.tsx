import { Text } from '@mantine/core'
import { useState } from 'react'
import { Asking } from './Asking'
import { useNotice } from './Notices'
import { thanks as s } from './strings/thanks'

interface ThankingProps {
  /** Who is thanked. */
  name: string
  /** Whether it was done before. */
  given?: boolean
  does: (words: string) => Promise<unknown>
}

/** The button that thanks somebody for what they did. */
export function Thanking({ name, given = false, does }: ThankingProps) {
  const notice = useNotice()
  const [done, setDone] = useState(given)
  if (done)
    return (
      <Text size="sm" c="dimmed" component="span">
        {s.thanked}
      </Text>
    )
  return (
    <Asking
      label={s.thank}
      about={name}
      title={s.title(name)}
      explains={s.explains}
      mayReason
      reasonLabel={s.words}
      reasonHint={s.hint}
      longest={500}
      button={{
        size: 'xs',
        variant: 'subtle',
        color: 'gray',
        // Its word stands in line with what is above it.
        style: { marginInlineStart: 'calc(-1 * var(--button-padding-x))' },
      }}
      does={async (words) => {
        await does(words)
        notice({ text: s.sent })
        setDone(true)
      }}
    />
  )
}

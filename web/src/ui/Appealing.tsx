import type { ButtonProps } from '@mantine/core'
import { Asking } from './Asking'
import { useNotice } from './Notices'
import { appeals as s } from './strings/appeals'

interface AppealingProps {
  /** What is appealed, for a screen reader that lists the buttons of a page. */
  of?: string
  /** What happens then, where it is no answer to an item that is appealed. */
  explains?: string
  does: (argument: string) => Promise<unknown>
  button?: ButtonProps
}

/** The button that asks for a second look at what was decided of one's answer. */
export function Appealing({ of, explains = s.askExplains, does, button }: AppealingProps) {
  const notice = useNotice()
  return (
    <Asking
      label={s.appeal}
      about={of}
      title={s.askTitle}
      explains={explains}
      mayReason
      reasonLabel={s.argument}
      reasonHint={s.argumentHint}
      longest={4000}
      button={{ size: 'xs', variant: 'default', ...button }}
      does={async (argument) => {
        await does(argument)
        notice({ text: s.opened })
      }}
    />
  )
}

import { Checkbox } from '@mantine/core'
import type { BuilderProps } from '../contract'
import { RegionBuilder } from '../regions/RegionBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { PolylinesQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<PolylinesQuestion>) {
  const reach = (
    <SetupNumber
      label={s.reach}
      help={s.reachHelp}
      value={question.reach}
      onChange={(value) => {
        onChange({ ...question, reach: value })
      }}
    />
  )
  return (
    <RegionBuilder question={question} onChange={onChange} words={s} numbers={reach}>
      <Checkbox
        label={s.directed}
        description={s.directedHelp}
        checked={question.directed}
        onChange={(event) => {
          onChange({ ...question, directed: event.currentTarget.checked })
        }}
      />
    </RegionBuilder>
  )
}

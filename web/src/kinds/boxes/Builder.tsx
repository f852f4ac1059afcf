import { Checkbox, Group } from '@mantine/core'
import type { BuilderProps } from '../contract'
import { RegionBuilder } from '../regions/RegionBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { BoxesQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<BoxesQuestion>) {
  return (
    <RegionBuilder
      question={question}
      onChange={onChange}
      words={s}
      numbers={
        <SetupNumber
          label={s.least}
          value={question.least}
          onChange={(least) => {
            onChange({ ...question, least })
          }}
        />
      }
    >
      <Group gap="xl" align="flex-start">
        <Checkbox
          label={s.rotated}
          checked={question.rotated}
          onChange={(event) => {
            onChange({ ...question, rotated: event.currentTarget.checked })
          }}
        />
        <Checkbox
          label={s.crowds}
          checked={question.crowds}
          onChange={(event) => {
            onChange({ ...question, crowds: event.currentTarget.checked })
          }}
        />
      </Group>
    </RegionBuilder>
  )
}

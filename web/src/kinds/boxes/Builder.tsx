import { Checkbox, Group } from '@mantine/core'
import { markColor } from '@/picture/colors'
import type { BuilderProps } from '../contract'
import { MarkLabelsBuilder } from '../marking/MarkLabelsBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { BoxesQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<BoxesQuestion>) {
  return (
    <>
      <MarkLabelsBuilder
        labels={question.labels}
        color={(place) => markColor(null, place)}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
      />
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
      <Group gap="xl" align="flex-start">
        <SetupNumber
          label={s.least}
          value={question.least}
          onChange={(least) => {
            onChange({ ...question, least })
          }}
        />
        <SetupNumber
          label={s.tolerance}
          help={s.toleranceHelp}
          value={question.tolerance}
          onChange={(tolerance) => {
            onChange({ ...question, tolerance })
          }}
        />
      </Group>
    </>
  )
}

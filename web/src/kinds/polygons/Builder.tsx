import { Group } from '@mantine/core'
import { markColor } from '@/picture/colors'
import type { BuilderProps } from '../contract'
import { MarkLabelsBuilder } from '../marking/MarkLabelsBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { PolygonsQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<PolygonsQuestion>) {
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

import { Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { markColor } from '@/picture/colors'
import { MarkLabelsBuilder } from '../marking/MarkLabelsBuilder'
import type { RegionQuestion } from './schema'
import { SetupNumber } from './SetupNumber'

interface Props<Q> {
  question: Q
  onChange: (question: Q) => void
  words: { tolerance: string; toleranceHelp: string }
  /** What only this kind asks: before the numbers, and among them. */
  children?: ReactNode
  numbers?: ReactNode
}

/** Labels with attributes, and what counts as the same region. */
export function RegionBuilder<Q extends RegionQuestion & { tolerance: number }>(props: Props<Q>) {
  const { question, onChange, words } = props
  return (
    <Stack gap="md">
      <MarkLabelsBuilder
        labels={question.labels}
        color={(place) => markColor(null, place)}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
      />
      {props.children}
      <Group gap="xl" align="flex-start">
        {props.numbers}
        <SetupNumber
          label={words.tolerance}
          help={words.toleranceHelp}
          value={question.tolerance}
          onChange={(tolerance) => {
            onChange({ ...question, tolerance })
          }}
        />
      </Group>
    </Stack>
  )
}

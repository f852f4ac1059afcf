import { Checkbox } from '@mantine/core'
import type { BuilderProps } from '../contract'
import { RegionBuilder } from '../regions/RegionBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { MasksQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<MasksQuestion>) {
  const least = (
    <SetupNumber
      label={s.least}
      value={question.least}
      onChange={(value) => {
        onChange({ ...question, least: value })
      }}
    />
  )
  return (
    <RegionBuilder question={question} onChange={onChange} words={s} numbers={least}>
      <Checkbox
        label={s.overlap}
        description={s.overlapHelp}
        checked={question.overlap === 'none'}
        onChange={(event) => {
          onChange({ ...question, overlap: event.currentTarget.checked ? 'none' : 'allowed' })
        }}
      />
    </RegionBuilder>
  )
}

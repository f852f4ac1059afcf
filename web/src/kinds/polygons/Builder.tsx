import type { BuilderProps } from '../contract'
import { RegionBuilder } from '../regions/RegionBuilder'
import { SetupNumber } from '../regions/SetupNumber'
import type { PolygonsQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<PolygonsQuestion>) {
  const least = (
    <SetupNumber
      label={s.least}
      value={question.least}
      onChange={(value) => {
        onChange({ ...question, least: value })
      }}
    />
  )
  return <RegionBuilder question={question} onChange={onChange} words={s} numbers={least} />
}

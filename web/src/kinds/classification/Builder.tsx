import { Checkbox } from '@mantine/core'
import { words as s } from './setupWords'
import type { BuilderProps } from '../contract'
import { LabelsBuilder } from '../LabelsBuilder'
import { keysOf, type ClassificationQuestion, type Label } from './schema'

export function Builder({ question, onChange }: BuilderProps<ClassificationQuestion>) {
  return (
    <>
      <LabelsBuilder<Label>
        title={s.labels}
        labels={question.labels}
        keys={keysOf(question)}
        least={2}
        nameOf={s.labelName}
        addName={s.addLabel}
        fresh={() => ({ id: '', name: '', key: null, color: null, help: '' })}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
      />
      <Checkbox
        label={s.multiple}
        checked={question.multiple}
        onChange={(event) => {
          onChange({ ...question, multiple: event.currentTarget.checked })
        }}
      />
    </>
  )
}

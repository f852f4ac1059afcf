import { Group, MultiSelect } from '@mantine/core'
import { words as s } from '../marking/setupWords'
import type { BuilderProps } from '../contract'
import { LabelsBuilder } from '../LabelsBuilder'
import { MarkingBuilder } from '../marking/MarkingBuilder'
import { relationColor } from './colors'
import { relationKeys } from './reduce'
import type { RelationsQuestion, RelationType } from './schema'

export function Builder({ question, onChange }: BuilderProps<RelationsQuestion>) {
  // A label that is not stored yet has no id; its name is taken for it then, as in a file.
  const labels = [
    ...new Map(
      question.labels
        .filter((label) => label.name.trim() !== '')
        .map((label) => [label.id || label.name, label.name]),
    ),
  ].map(([value, label]) => ({ value, label }))
  const ends = (type: RelationType, end: 'head' | 'tail', change: (patch: Partial<RelationType>) => void) => (
    <MultiSelect
      size="xs"
      style={{ flex: '1 1 160px' }}
      label={s.builder[end](type.name)}
      placeholder={type[end].length === 0 ? s.builder.any : undefined}
      data={labels}
      value={type[end].filter((one) => labels.some(({ value }) => value === one))}
      onChange={(value) => {
        change({ [end]: value })
      }}
    />
  )
  return (
    <>
      <MarkingBuilder question={question} onChange={onChange} />
      <LabelsBuilder<RelationType>
        title={s.builder.relations}
        labels={question.relations}
        keys={relationKeys(question)}
        color={(place) => relationColor(null, place)}
        nameOf={s.builder.relationName}
        addName={s.builder.addRelation}
        fresh={() => ({ id: '', name: '', key: null, color: null, help: '', head: [], tail: [] })}
        onChange={(relations) => {
          onChange({ ...question, relations })
        }}
        more={(type, change) => (
          <Group gap="xs">
            {ends(type, 'head', change)}
            {ends(type, 'tail', change)}
          </Group>
        )}
      />
    </>
  )
}

import { keysOf } from '../labels'
import { LabelsBuilder } from '../LabelsBuilder'
import type { MarkLabel } from '../markLabels'
import { AttributesField } from './AttributesField'
import { words as s } from './setupWords'

/** Rows of labels, each with what is said of everything that gets it. */
export function MarkLabelsBuilder({
  labels,
  color,
  onChange,
}: {
  labels: MarkLabel[]
  color: (place: number) => string
  onChange: (labels: MarkLabel[]) => void
}) {
  return (
    <LabelsBuilder<MarkLabel>
      title={s.builder.labels}
      labels={labels}
      keys={keysOf(labels)}
      color={color}
      nameOf={s.builder.name}
      addName={s.builder.add}
      fresh={() => ({ id: '', name: '', key: null, color: null, help: '', attributes: [] })}
      onChange={onChange}
      more={(label, change) => (
        <AttributesField
          label={label}
          onChange={(attributes) => {
            change({ attributes })
          }}
        />
      )}
    />
  )
}

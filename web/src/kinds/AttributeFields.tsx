import { NativeSelect, TextInput } from '@mantine/core'
import type { MarkLabel, Said } from './markLabels'

/** Fields for what is said of one marked thing. */
export function AttributeFields({
  label,
  said,
  none,
  readOnly,
  onSay,
}: {
  label: MarkLabel
  said: Said
  /** The word for an option that is not chosen. */
  none: string
  readOnly: boolean
  onSay: (attribute: string, value: string | null) => void
}) {
  return label.attributes.map((attribute) => {
    const field = {
      size: 'xs',
      label: attribute.name,
      disabled: readOnly,
      error: attribute.required && said[attribute.id] === undefined,
      value: said[attribute.id] ?? '',
    } as const
    return attribute.options.length > 0 ? (
      <NativeSelect
        key={attribute.id}
        {...field}
        data={[
          { value: '', label: none },
          ...attribute.options.map((option) => ({ value: option.id, label: option.name })),
        ]}
        onChange={(event) => {
          onSay(attribute.id, event.currentTarget.value || null)
        }}
      />
    ) : (
      <TextInput
        key={attribute.id}
        {...field}
        maxLength={2000}
        onChange={(event) => {
          onSay(attribute.id, event.currentTarget.value)
        }}
      />
    )
  })
}

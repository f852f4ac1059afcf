import { Checkbox, NumberInput } from '@mantine/core'

/** Small fields that builders of several kinds have. */
export const fields = {
  check: (label: string, checked: boolean, onChange: (checked: boolean) => void) => (
    <Checkbox
      label={label}
      checked={checked}
      onChange={(event) => {
        onChange(event.currentTarget.checked)
      }}
    />
  ),
  number: (label: string, value: number, min: number, max: number, onChange: (value: number) => void) => (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      maw={280}
      allowDecimal={false}
      onChange={(next) => {
        if (typeof next === 'number') onChange(next)
      }}
    />
  ),
}

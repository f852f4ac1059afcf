import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { organization as s } from './strings/organization'

export interface PersonSelectProps extends Pick<SelectProps, 'label' | 'placeholder' | 'clearable' | 'maw'> {
  /** Those found by what was typed last. */
  people: { id: number; name: string }[]
  onSearch: (words: string) => void
  value: string | null
  /** What whoever is chosen already is called: they may not be among those found. */
  name?: string | null
  onChange: (value: string | null) => void
}

/** One of the people of the organization, found by typing: there may be thousands. */
export function PersonSelect({ people, onSearch, value, name, onChange, ...looks }: PersonSelectProps) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null)
  const known = picked?.value === value ? picked : value !== null && name ? { value, label: name } : null
  // What stands in the field after a choice is a name, not a search.
  const [search] = useDebouncedValue(typed === known?.label ? '' : typed.trim(), 300)
  useEffect(() => {
    onSearch(search)
  }, [onSearch, search])
  const found = people.map((person) => ({ value: String(person.id), label: person.name }))
  const data = known && !found.some((one) => one.value === known.value) ? [known, ...found] : found
  return (
    <Select
      {...looks}
      searchable
      data={data}
      filter={({ options }) => options}
      nothingFoundMessage={search ? s.nobody(search) : undefined}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(chosen) => {
        setPicked(
          chosen === null
            ? null
            : { value: chosen, label: found.find((one) => one.value === chosen)?.label ?? '' },
        )
        onChange(chosen)
      }}
    />
  )
}

import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { Person } from '@/api/types'
import { organization as s } from '@/ui/strings/organization'

interface PersonSelectProps extends Pick<SelectProps, 'label' | 'placeholder' | 'clearable' | 'maw'> {
  /** Who may be chosen. */
  fits: (person: Person) => boolean
  value: string | null
  /** What whoever is chosen already is called: they may not be among those found. */
  name?: string | null
  onChange: (value: string | null) => void
}

/** One of the people of the organization, found by typing: there may be thousands. */
export function PersonSelect({ fits, value, name, onChange, ...looks }: PersonSelectProps) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null)
  const known = picked?.value === value ? picked : value !== null && name ? { value, label: name } : null
  // What stands in the field after a choice is a name, not a search.
  const [search] = useDebouncedValue(typed === known?.label ? '' : typed.trim(), 300)
  const people = useInfiniteQuery(queries.people(search))
  const found = (people.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter((person) => person.active && fits(person))
    .map((person) => ({ value: String(person.id), label: person.name }))
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

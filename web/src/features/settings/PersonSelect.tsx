import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { organizingQueries } from '@/api/organizing'
import type { Person } from '@/api/types'
import { PersonSelect as Select, type PersonSelectProps } from '@/ui/PersonSelect'

interface Props extends Omit<PersonSelectProps, 'people' | 'onSearch'> {
  /** Who may be chosen. */
  fits: (person: Person) => boolean
}

/** One of the active people of the organization. */
export function PersonSelect({ fits, ...rest }: Props) {
  const [search, setSearch] = useState('')
  const people = useInfiniteQuery(organizingQueries.people(search))
  const found = (people.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter((person) => person.active && fits(person))
  return <Select {...rest} people={found} onSearch={setSearch} />
}

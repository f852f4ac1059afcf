import { ActionIcon, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { words as s } from './words'
import { useTouch } from '@/ui/useTouch'
import { MOST_FOUND } from '@/text/find'
import styles from './Marking.module.css'

interface SearchProps {
  field: RefObject<HTMLInputElement | null>
  phrase: string
  /** How many places there are, and which of them is looked at, from 0. */
  count: number
  at: number
  onPhrase: (phrase: string) => void
  onGo: (way: 1 | -1) => void
  onLeave: () => void
}

/** Search in the text. */
export function SearchField({ field, phrase, count, at, onPhrase, onGo, onLeave }: SearchProps) {
  const touch = useTouch()
  return (
    <div className={styles.search} role="search">
      <TextInput
        ref={field}
        size="xs"
        w={220}
        data-own-keys
        aria-label={s.search}
        placeholder={touch ? s.search : s.searchHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={phrase}
        onChange={(event) => {
          onPhrase(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            onGo(event.shiftKey ? -1 : 1)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      {phrase.trim() !== '' && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={s.before}
            disabled={count === 0}
            onClick={() => {
              onGo(-1)
            }}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={s.next}
            disabled={count === 0}
            onClick={() => {
              onGo(1)
            }}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
          <span className={styles.count} role="status">
            {count === 0 ? s.notFound : s.foundAt(at + 1, count, count >= MOST_FOUND)}
          </span>
        </>
      )}
    </div>
  )
}

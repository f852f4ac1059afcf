/** How a person wants the desk, kept in their browser. */
import { useLocalStorage } from '@mantine/hooks'
import type { KeyWishes } from './keys'

export function useKeyWishes() {
  return useLocalStorage<KeyWishes>({
    key: 'goodwork-keys',
    defaultValue: { single: true, submit: 'Enter' },
    getInitialValueInEffect: false,
  })
}

/** Whether the desk holds a few items ahead, to go on without a connection. Off until somebody wants it. */
export function useAhead() {
  return useLocalStorage<boolean>({
    key: 'goodwork-ahead',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
}

export function useGuidelineOpen(project: number) {
  return useLocalStorage<boolean>({
    key: `goodwork-guideline-${String(project)}`,
    defaultValue: true,
    getInitialValueInEffect: false,
  })
}

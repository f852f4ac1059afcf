import { useLocalStorage } from '@mantine/hooks'

/** Whether a person has seen the practice, or does not want it offered; kept in their browser. */
export const usePractised = (person: number) =>
  useLocalStorage<boolean>({
    key: `goodwork-practised-${String(person)}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  })

import { useSessionStorage } from '@mantine/hooks'
import { useCallback } from 'react'

/** The first way of a lead, from a file to a first label. */
export const WAY = ['template', 'file', 'import', 'label'] as const
export type WayStep = (typeof WAY)[number]

/** How many steps are done; null: nobody is led. Kept as long as the tab is open. */
export const useFirstWay = () =>
  useSessionStorage<number | null>({
    key: 'goodwork-first-way',
    defaultValue: null,
    getInitialValueInEffect: false,
  })

/** Says that a step was done, wherever it is done. Who did a later one needs no earlier one. */
export function useWayDone(): (step: WayStep) => void {
  const [, set] = useFirstWay()
  return useCallback(
    (step) => {
      set((done) => (done === null ? null : Math.max(done, WAY.indexOf(step) + 1)))
    },
    [set],
  )
}

import { useMediaQuery } from '@mantine/hooks'

/** Whether people work by fingers, and have no keys at hand. */
export const useTouch = () => useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })

/** The steps that a new criterion begins with. */
import { readLevels, type Level } from './schema'
import { words as s } from './setupWords'

export function freshLevels(): Level[] {
  return readLevels(s.freshLevels)
}

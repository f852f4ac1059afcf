/** Hours of the day and the clocks of places, for those who choose among them. */

export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** The clock of this browser. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export function zonesWith(mine: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', HERE, mine])].sort()
}

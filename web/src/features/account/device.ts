import { account as s } from '@/ui/strings/account'

/** The family of a device in words: names of programs and systems stay as their makers write them. */
export function deviceIn(said: string): string {
  if (said === 'Unknown device') return s.deviceUnknown
  const [program, system] = said.split(' on ')
  return program && system ? s.device(program, system) : said
}

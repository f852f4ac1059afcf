import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { account } from '@/ui/strings/account'
import { deviceIn } from './device'

test('a device is told in words as the server writes it', () => {
  const source = readFileSync(
    join(import.meta.dirname, '../../../../src/goodwork/actions/people/device.py'),
    'utf8',
  )
  const unknown = /UNKNOWN = "([^"]+)"/.exec(source)?.[1] ?? ''
  expect(deviceIn(unknown)).toBe(account.deviceUnknown)
  expect(source).toContain('f"{program} on {system}"')
  expect(deviceIn('Samsung Internet on Android')).toBe(account.device('Samsung Internet', 'Android'))
  expect(deviceIn('goodwork SDK')).toBe('goodwork SDK')
})

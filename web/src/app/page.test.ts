import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the page carries no inline script, so that a strict content security policy holds', () => {
  const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8')
  const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes, body] of scripts) {
    expect(attributes).toContain('src=')
    expect(body).toBe('')
  }
})

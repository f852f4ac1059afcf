/** What is typed and not saved, in a browser that keeps it and in one that does not. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { read, write } from './typed'

const store = new Map<string, string>()
beforeEach(() => {
  store.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, text: string) => store.set(key, text),
    removeItem: (key: string) => store.delete(key),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('what is typed is found again, until it is saved', () => {
  expect(read('a')).toBeNull()
  write('a', { value: { name: 'Moods' }, base: '{}' })
  expect(read('a')).toEqual({ value: { name: 'Moods' }, base: '{}' })
  write('a', null)
  expect([read('a'), store.size]).toEqual([null, 0])
})

test.each(['no JSON', 'null', '3', '"text"', '[]', '{"base": ""}'])(
  '%s in the store is nothing typed',
  (text) => {
    store.set('a', text)
    expect(read('a')).toBeNull()
  },
)

test('a browser that keeps nothing breaks nothing', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('no')
    },
    setItem: () => {
      throw new Error('full')
    },
  })
  write('a', { value: 1, base: '' })
  expect(read('a')).toBeNull()
})

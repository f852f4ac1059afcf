import { expect, test } from 'vitest'
import { readForm } from '@/kinds/registry'
import '@/kinds/setups'
import { commandOf, reaches, whose, type KeyWishes, type Press } from './keys'

const form = readForm([
  { key: 'mood', kind: 'classification', labels: ['Good', 'Bad', 'Neither'] },
  { key: 'stars', kind: 'rating', low: 1, high: 5 },
  { key: 'why', kind: 'text' },
  {
    key: 'tone',
    kind: 'classification',
    labels: [
      { name: 'Warm', key: 'w' },
      { name: 'Cold', key: 'c' },
    ],
  },
])
const wishes: KeyWishes = { single: true, submit: 'Enter' }
const press = (key: string, over: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  on: 'page',
  ...over,
})
const command = (p: Press, w = wishes, active = 0) => commandOf(p, w, form, active)

test('a key that two questions have goes to the active one', () => {
  expect(whose(form, 0, '1')).toBe(0)
  expect(whose(form, 1, '1')).toBe(1)
})

test('a key that only one question has goes there from everywhere', () => {
  expect(whose(form, 0, '5')).toBe(1)
  expect(whose(form, 0, 'w')).toBe(3)
})

test('a key that two inactive questions have goes nowhere', () => {
  expect(whose(form, 2, '1')).toBeNull()
  expect(whose(form, 0, 'x')).toBeNull()
})

test('keys are printed in full where they reach', () => {
  expect([0, 1, 2, 3].map((at) => reaches(form, 0, at))).toEqual([true, false, true, true])
})

test('submitting: Ctrl+Enter from everywhere, Enter unless it writes a line or presses a button', () => {
  for (const on of ['page', 'button', 'line', 'text', 'choice'] as const)
    expect(command(press('Enter', { ctrl: true, on }))).toEqual({ does: 'submit' })
  expect(command(press('Enter'))).toEqual({ does: 'submit' })
  expect(command(press('Enter', { on: 'choice' }))).toEqual({ does: 'submit' })
  expect(command(press('Enter', { on: 'line' }))).toEqual({ does: 'submit' })
  expect(command(press('Enter', { on: 'text' }))).toBeNull()
  expect(command(press('Enter', { on: 'button' }))).toBeNull()
})

test('submitting by Space leaves a focused choice its own Space', () => {
  const space: KeyWishes = { single: true, submit: ' ' }
  expect(command(press(' '), space)).toEqual({ does: 'submit' })
  expect(command(press(' ', { on: 'choice' }), space)).toBeNull()
  expect(command(press('Enter'), space)).toBeNull()
})

test('undo and redo work from everywhere, also out of a text', () => {
  expect(command(press('z', { ctrl: true, on: 'text' }))).toEqual({ does: 'undo' })
  expect(command(press('Z', { ctrl: true, shift: true }))).toEqual({ does: 'redo' })
  expect(command(press('y', { ctrl: true }))).toEqual({ does: 'redo' })
})

test('letters in a text field are letters', () => {
  for (const key of ['1', 'S', '?', 'w']) expect(command(press(key, { on: 'text' }))).toBeNull()
  expect(command(press('Escape', { on: 'text' }))).toEqual({ does: 'leave-text' })
})

test('shortcuts still work while a clicked choice has the focus', () => {
  expect(command(press('2', { on: 'choice' }))).toEqual({ does: 'choose', question: 0, key: '2' })
  expect(command(press('S', { shift: true, on: 'button' }))).toEqual({ does: 'skip' })
})

test('single keys can be switched off; those with Ctrl stay', () => {
  const off: KeyWishes = { single: false, submit: 'Enter' }
  for (const key of ['1', 'S', 'Enter', '?']) expect(command(press(key), off)).toBeNull()
  expect(command(press('Enter', { ctrl: true }), off)).toEqual({ does: 'submit' })
})

test('what the browser does with Alt stays with the browser', () => {
  expect(command(press('1', { alt: true }))).toBeNull()
})

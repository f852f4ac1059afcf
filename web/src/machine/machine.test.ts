import { expect, test } from 'vitest'
import { Machine } from './machine'

test('what an effect tells at once waits until the event before it is done with', () => {
  const seen: string[] = []
  const machine: Machine<number, 'up' | 'down', string> = new Machine<number, 'up' | 'down', string>(
    0,
    (state, event) => (event === 'up' ? [state + 1, ['first', 'second']] : [state - 1, []]),
    (effect) => {
      if (effect === 'first') machine.tell('down')
      seen.push(`${effect} at ${String(machine.current())}`)
    },
  )
  machine.subscribe(() => seen.push(String(machine.current())))
  machine.tell('up')
  expect(seen).toEqual(['1', 'first at 1', 'second at 1', '0'])
})

test('who watches hears of changes only, and no more when it goes', () => {
  let heard = 0
  const machine = new Machine<number, number, never>(
    0,
    (_, event) => [event, []],
    () => undefined,
  )
  const gone = machine.subscribe(() => heard++)
  machine.tell(0)
  machine.tell(1)
  gone()
  machine.tell(2)
  expect([heard, machine.current()]).toEqual([1, 2])
})

test('an effect that throws leaves a machine that goes on', () => {
  const machine = new Machine<number, number, string>(
    0,
    (_, event) => [event, ['fails']],
    () => {
      if (machine.current() === 1) throw new Error('no')
    },
  )
  expect(() => {
    machine.tell(1)
  }).toThrow('no')
  machine.tell(2)
  expect(machine.current()).toBe(2)
})

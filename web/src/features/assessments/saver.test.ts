import { expect, test } from 'vitest'
import { Saver, type SaveMark } from './saver'

const said = (label: string) => ({ mood: { labels: [label] } })

test('the newest answers are saved, one request at a time, on top of each other', async () => {
  const sent: [number, unknown, number][] = []
  const told: SaveMark['is'][] = []
  const answer: (() => void)[] = []
  const saver = new Saver(
    [{ place: 1, answers: {}, revision: 4 }],
    (place, answers, revision) => {
      sent.push([place, answers, revision])
      return new Promise((resolve) => {
        answer.push(() => {
          resolve({ revision: revision + 1 })
        })
      })
    },
    (mark) => told.push(mark.is),
  )
  saver.change(1, said('a'))
  saver.change(1, said('b'))
  saver.change(1, said('c'))
  expect(sent).toEqual([[1, said('a'), 4]])
  answer[0]?.()
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  expect(sent[1]).toEqual([1, said('c'), 5])
  expect(saver.isSaved).toBe(false)
  answer[1]?.()
  await saver.now()
  expect(sent).toHaveLength(2)
  expect(saver.isSaved).toBe(true)
  expect(told.at(-1)).toBe('saved')
})

test('what did not arrive is kept and sent again', async () => {
  let down = true
  const saver = new Saver(
    [{ place: 2, answers: {}, revision: 0 }],
    (_, __, revision) =>
      down ? Promise.reject(new Error('down')) : Promise.resolve({ revision: revision + 1 }),
    () => undefined,
  )
  saver.change(2, said('a'))
  await saver.now()
  expect(saver.isSaved).toBe(false)
  down = false
  await saver.now()
  expect(saver.isSaved).toBe(true)
})

import { expect, test } from 'vitest'
import { bring, Chunk, type Missing } from './chunk'

/** A loader that fails as often as told, and a server that answers or not. */
function world(fails: number, server: boolean[]) {
  let [loads, asked] = [0, 0]
  const chunk = new Chunk(
    () => (loads++ < fails ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve('made')),
    () => Promise.resolve(server[Math.min(asked++, server.length - 1)] ?? false),
  )
  const said: string[] = []
  chunk.subscribe(() => said.push(chunk.current().is))
  return { chunk, said, loads: () => loads }
}
const why = (chunk: Chunk<unknown>) => {
  const arrival = chunk.current()
  return arrival.is === 'missing' ? arrival.error.why : arrival.is
}

test('what is here is fetched once, however often it is wanted', async () => {
  const { chunk, said, loads } = world(0, [true])
  await Promise.all([chunk.fetch(), chunk.fetch()])
  await chunk.fetch()
  expect(chunk.current()).toEqual({ is: 'here', made: 'made' })
  expect([loads(), said]).toEqual([1, ['fetching', 'here']])
})

test('without a server it is missing, and comes when the server is back; the sentence stays until then', async () => {
  const { chunk, said } = world(2, [false])
  await chunk.fetch()
  expect(why(chunk)).toBe('unreachable')
  await chunk.fetch()
  await chunk.fetch()
  expect(said).toEqual(['fetching', 'missing', 'missing', 'here'])
})

test('a server that comes back in between is asked once more', async () => {
  const { chunk } = world(1, [true])
  await chunk.fetch()
  expect(why(chunk)).toBe('here')
})

test('a server that answers and does not have it is newer than this page', async () => {
  const { chunk } = world(9, [true])
  await chunk.fetch()
  expect(why(chunk)).toBe('outdated')
})

test('a server that goes away while it is asked is not newer', async () => {
  const { chunk } = world(9, [true, false])
  await chunk.fetch()
  expect(why(chunk)).toBe('unreachable')
})

test('what belongs together comes together, or it is said what did not', async () => {
  const [here, missing] = [world(0, [true]).chunk, world(9, [false]).chunk]
  await bring([here, here])
  const error = await bring([here, missing]).catch((thrown: unknown) => thrown)
  expect((error as Missing).why).toBe('unreachable')
})

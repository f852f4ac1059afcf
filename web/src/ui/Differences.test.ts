import { expect, test } from 'vitest'
import { blocksOf } from '@/text/blocks'
import { inBlocks, woven } from './Differences'

test('a change concerns its own block only, wherever it is made', () => {
  const from = Array.from({ length: 60 }, (_, i) => `Line ${String(i)}: 安娜 wrote 😀.\n`).join('')
  const blocks = blocksOf(from, 200)
  const rows = (to: string) => inBlocks(woven(from, to), blocks)
  const bare = rows(from)
  expect(bare.length).toBeGreaterThan(5)
  for (const change of [
    (t: string) => `New. ${t}`,
    (t: string) => t.replace('Line 30', 'Verse\n30'),
    (t: string) => t.replace('Line 31: ', ''),
    (t: string) => `${t}At last.`,
  ]) {
    const to = change(from)
    const changed = rows(to)
    const text = (without: string) =>
      changed
        .flat()
        .filter(({ is }) => is !== without)
        .map((piece) => piece.text)
        .join('')
    expect(text('new')).toBe(from)
    expect(text('gone')).toBe(to)
    expect(changed.filter((row, n) => JSON.stringify(row) !== JSON.stringify(bare[n]))).toHaveLength(1)
  }
})

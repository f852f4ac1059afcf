import { expect, test } from 'vitest'
import { sectionsOf } from './sections'

test('a rule goes from its heading to the next, and what stands in code is no heading', () => {
  const found = sectionsOf(
    'Before.\n# Irony #\nIt counts.\n```\n# no heading\n```\n## What *is* [it](x)?\nText.',
  )
  expect(found.map(({ heading }) => heading)).toEqual(['Irony', 'What is it?'])
  expect(found[0]?.markdown).toBe('# Irony #\nIt counts.\n```\n# no heading\n```')
})

test('a guideline without headings has no rules', () => {
  expect(sectionsOf('Be kind.\n####### seven\n#none')).toEqual([])
})

test.each(['# a' + '#'.repeat(100_000) + 'x', '# a' + ' '.repeat(100_000) + 'x', '# ' + '['.repeat(100_000)])(
  'no line takes long',
  (line) => {
    const begun = performance.now()
    sectionsOf(line)
    expect(performance.now() - begun).toBeLessThan(1000)
  },
)

import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faultsOf, graphOf, importsOf } from './circles.js'

const faults = (files) => faultsOf(graphOf(new Map(Object.entries(files))))

test('the web client has no circle, and no stranger in a kind or a feature', () => {
  const graph = importsOf(fileURLToPath(new URL('../src', import.meta.url)))
  expect(graph.get('kinds/registry.ts')).toContain('kinds/spans/index.ts')
  expect(faultsOf(graph)).toEqual([])
})

test('a circle of files is found, over types and lazy imports too', () => {
  const found = faults({
    'a.ts': `import type { B } from './b'`,
    'b.ts': `export const c = () => import('@/c')`,
    'c.tsx': `export { a } from './a'`,
    'd.ts': `import './a'`,
  })
  expect(found).toEqual([expect.stringMatching(/^Circle in src: (a.ts -> b.ts|b.ts -> c.tsx|c.tsx -> a.ts)/)])
})

test('a circle of folders is found where no files form one', () => {
  expect(
    faults({
      'ui/one.ts': `import '@/text/one'`,
      'ui/two.ts': '',
      'text/one.ts': '',
      'text/two.ts': `import '@/ui/two'`,
    }),
  ).toEqual([expect.stringMatching(/^Circle in src: (ui -> text -> ui|text -> ui -> text)$/)])
})

test('features and kinds are strangers to each other, whatever they are called', () => {
  const kind = { 'kinds/new/index.ts': '', 'kinds/shared/reduce.ts': '', 'features/late/Page.tsx': '' }
  const one = (file, other) => faults({ ...kind, [file]: `import '@/${other}'` })
  expect(one('features/early/Page.tsx', 'features/late/Page')).toHaveLength(1)
  expect(one('features/early/Page.tsx', 'kinds/new')).toHaveLength(1)
  expect(one('kinds/old/index.ts', 'kinds/new')).toHaveLength(1)
  expect(one('kinds/shared/more.ts', 'kinds/new')).toHaveLength(1)
  expect(one('kinds/old/index.ts', 'kinds/shared/reduce')).toEqual([])
  expect(one('kinds/registry.ts', 'kinds/new')).toEqual([])
  expect(one('app/router.tsx', 'features/late/Page')).toEqual([])
})

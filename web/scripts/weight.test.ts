import { expect, test } from 'vitest'
import { loadsOf, tooHeavy, unstyled, type Built } from './weight'

const SRC = '/somewhere/web/src'
const chunk = (fileName: string, code: string, modules: string[], imports: string[] = []): Built => ({
  fileName,
  code,
  imports,
  moduleIds: modules.map((module) => `${SRC}/${module}`),
})
const BUILT = [
  chunk('start.js', 'x'.repeat(10), ['main.tsx', 'app/Shell.tsx', 'features/unsent/UnsentPage.tsx']),
  chunk('desk.js', 'x'.repeat(20), ['features/desk/DeskPage.tsx'], ['start.js', 'kinds.js']),
  chunk('kinds.js', 'x'.repeat(5), ['kinds/rating/Editor.tsx', 'ui/prose/Drawn.tsx'], ['start.js']),
  chunk('read.js', 'x'.repeat(3), ['ui/Markdown.tsx']),
  chunk('spans.js', 'x'.repeat(100), ['kinds/spans/Stage.tsx'], ['text.js']),
  chunk('text.js', 'x'.repeat(7), ['text/TextStage.tsx']),
  chunk('code.js', 'x'.repeat(1000), ['kinds/code/Stage.tsx']),
  chunk('de.js', 'x'.repeat(2), ['languages/de/frame.ts']),
  chunk('de-desk.js', 'x'.repeat(1), ['languages/de/desk.ts']),
  chunk('en.js', 'x'.repeat(1), ['languages/en/frame.ts', 'languages/en/desk.ts']),
  chunk('de-pages.js', 'x'.repeat(1000), ['languages/de/pages.ts']),
  chunk('settings.js', 'x'.repeat(1000), ['features/settings/SettingsPage.tsx'], ['desk.js']),
]
const size = (code: string) => code.length

test('a first task loads what is always there and what its kind reaches, in one language, each file once', () => {
  expect(loadsOf(BUILT, size).map(({ kind, language, bytes }) => [kind, language, bytes])).toEqual([
    ['rating', 'de', 41],
    ['rating', 'en', 39],
    ['spans', 'de', 148],
    ['spans', 'en', 146],
  ])
})

test('what is too heavy is named, with what weighs most in it', () => {
  expect(tooHeavy(loadsOf(BUILT, size), 148)).toBeNull()
  const words = tooHeavy(loadsOf(BUILT, size), 100) ?? ''
  expect(words).toContain('spans (de): 0.1 kB, most of it spans.js, desk.js')
  expect(words).not.toContain('rating')
})

test('words of other pages are no part of a first task', () => {
  const built = [...BUILT, chunk('pages.js', 'x', ['languages/pages.ts'])]
  expect(loadsOf(built, size)).toHaveLength(4)
  const reached = built.map((one) => (one.fileName === 'read.js' ? { ...one, imports: ['pages.js'] } : one))
  expect(() => loadsOf(reached, size)).toThrow('reads words of other pages')
})

test('a page that was renamed is not forgotten', () => {
  expect(() => loadsOf(BUILT.slice(1), size)).toThrow('/src/main.tsx')
})

test('a component whose styles are not brought is named', () => {
  const core = '/modules/@mantine/core'
  const built = ['Button', 'Badge'].map((name) => `${core}/esm/components/${name}/${name}.module.mjs`)
  expect(unstyled(built, [...built, `${core}/styles/Button.css`])).toEqual(['Badge'])
  expect(unstyled(built, [`${core}/styles/Button.css`, `${core}/styles/Badge.css`])).toEqual([])
})

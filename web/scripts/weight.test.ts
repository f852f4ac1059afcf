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
  chunk('settings.js', 'x'.repeat(1000), ['features/settings/SettingsPage.tsx'], ['desk.js']),
]
const size = (code: string) => code.length

test('a first task loads what is always there and what its kind reaches, each file once', () => {
  expect(loadsOf(BUILT, size).map(({ kind, bytes }) => [kind, bytes])).toEqual([
    ['rating', 38],
    ['spans', 145],
  ])
})

test('what is too heavy is named, with what weighs most in it', () => {
  expect(tooHeavy(loadsOf(BUILT, size), 145)).toBeNull()
  const words = tooHeavy(loadsOf(BUILT, size), 100) ?? ''
  expect(words).toContain('spans: 0.1 kB, most of it spans.js, desk.js')
  expect(words).not.toContain('rating')
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

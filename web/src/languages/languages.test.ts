import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exchanged, LANGUAGES as BUILT, packsOf } from '../../scripts/languages'
import { LANGUAGES, localeOf } from '@/ui/locale'
import { items, noun, say } from '@/ui/strings/ar/speaking'
import { words as arDesk } from './ar/desk'
import { words as arFrame } from './ar/frame'
import { words as arPages } from './ar/pages'
import { words as deDesk } from './de/desk'
import { words as deFrame } from './de/frame'
import { words as dePages } from './de/pages'
import { words as enDesk } from './en/desk'
import { words as enFrame } from './en/frame'
import { words as enPages } from './en/pages'
import { isolating } from './isolating'

type Words = Record<string, unknown>
const ENGLISH: Words = { ...enFrame, ...enDesk, ...enPages }
const OTHERS: Record<string, Words> = {
  de: { ...deFrame, ...deDesk, ...dePages },
  ar: { ...arFrame, ...arDesk, ...arPages },
}
const SRC = fileURLToPath(new URL('..', import.meta.url))

/** What is said under which name: a text, or a function of so many facts at most. */
function shape(words: unknown, under: string): string[] {
  if (typeof words !== 'object' || words === null) return [`${under}: ${typeof words}`]
  return Object.entries(words).flatMap(([name, said]) => shape(said, `${under}.${name}`))
}

function written(words: unknown, under: string): [string, string][] {
  if (typeof words === 'string') return [[under, words]]
  if (typeof words === 'function') return [[under, Function.prototype.toString.call(words)]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, said]) => written(said, `${under}.${name}`))
}

test.each(Object.keys(OTHERS))('%s says all that English says, and nothing else', (language) => {
  expect(
    shape(OTHERS[language], language)
      .map((one) => one.slice(language.length))
      .sort(),
  ).toEqual(
    shape(ENGLISH, 'en')
      .map((one) => one.slice(2))
      .sort(),
  )
})

test('no sentence was forgotten in English', () => {
  const english = new Map(written(ENGLISH, ''))
  const sentence = /^[A-Z][^<>=]* [a-z]+ .*[.?]$/
  for (const [language, words] of Object.entries(OTHERS))
    expect(
      written(words, '').filter(([name, said]) => sentence.test(said) && english.get(name) === said),
      language,
    ).toEqual([])
})

test('every file of words is in a pack, and in every language', () => {
  const strings = readdirSync(`${SRC}ui/strings`).flatMap((file) => /^([a-zA-Z]+)\.ts$/.exec(file)?.[1] ?? [])
  const kinds = readdirSync(`${SRC}kinds`, { withFileTypes: true }).flatMap((at) =>
    at.isDirectory()
      ? readdirSync(`${SRC}kinds/${at.name}`)
          .flatMap((file) => /^(words|setupWords)\.ts$/.exec(file)?.[1] ?? [])
          .map((name) => `kinds/${at.name}/${name}`)
      : [],
  )
  const files = [
    ...strings.map((name) => `ui/strings/${name}`),
    'kinds/words',
    'kinds/setupWords',
    ...kinds,
  ].sort()
  expect(Object.keys(ENGLISH).sort()).toEqual(files)
  expect(
    [...packsOf().keys()].filter((file) => /^ui\/strings|^kinds\/(?:words|setupWords)/.test(file)).sort(),
  ).toEqual(files.filter((file) => !/^kinds\/.+\//.test(file)))
  expect(Object.keys(LANGUAGES).sort()).toEqual([...BUILT].sort())
})

test('in a build a file of words gives those of its pack; pages keep their English beside them', () => {
  const source = "import { count } from '@/ui/format'\n\nexport const desk = {\n"
  expect(exchanged('ui/strings/desk', source, 'desk')).toBe(
    'import { words as spoken } from \'/src/languages/desk.ts\'\nexport const desk = spoken["ui/strings/desk"]\n',
  )
  expect(exchanged('ui/strings/desk', source, 'pages')).toContain(
    'spoken ? spoken["ui/strings/desk"] : isolating(english)',
  )
  expect(() => exchanged('ui/strings/desk', '', 'desk')).toThrow('gives no words')
})

test('numbers and days are written as in the country of the reader, with the digits of the data', () => {
  expect(localeOf('en', ['fi-FI', 'en-GB', 'en-US'])).toBe('en-GB-u-nu-latn')
  expect(localeOf('de', ['de-CH'])).toBe('de-CH-u-nu-latn')
  expect(localeOf('de', ['en-GB'])).toBe('de-u-nu-latn')
  expect(new Intl.NumberFormat(localeOf('ar', ['ar-EG'])).format(1234)).toContain('1')
})

test('Arabic counts in six forms, and a name keeps its direction in a sentence', () => {
  expect([0, 1, 2, 3, 11, 100].map(items)).toEqual([
    '0 عنصر',
    'عنصر واحد',
    'عنصران',
    '3 عناصر',
    '11 عنصرًا',
    '100 عنصر',
  ])
  expect(items('1,203')).toBe('1,203 عناصر')
  expect(noun('a', 'b', 'c', 'd', 'e')('12')).toBe('12 d')
  expect(say`شكر ${'Ana'}؟`).toBe('شكر \u2068Ana\u2069؟')
})

/** The glossary of the languages: docs/design/languages.md. */
const GLOSSARY = readFileSync(
  fileURLToPath(new URL('../../../docs/design/languages.md', import.meta.url)),
  'utf8',
)
const TERMS: Record<string, (words: Words) => unknown> = {
  item: (words) => words['ui/strings/items'],
  consensus: (words) => words['ui/strings/items'],
  confidence: (words) => words['ui/strings/items'],
  disagreement: (words) => words['ui/strings/items'],
  gold: (words) => words['ui/strings/items'],
  guideline: (words) => words['ui/strings/app'],
  review: (words) => words['ui/strings/app'],
  appeal: (words) => words['ui/strings/appeals'],
  agreement: (words) => words['ui/strings/overview'],
  prediction: (words) => words['ui/strings/items'],
  settled: (words) => words['ui/strings/items'],
  desk: (words) => words['ui/strings/desk'],
  'decided case': (words) => words['ui/strings/guideline'],
}

test.each(Object.entries(TERMS))('the word of the glossary for %s stands on the screen', (term, where) => {
  const row = new RegExp(`^\\| ${term} \\| ([^|]+) \\| ([^|]+) \\|$`, 'm').exec(GLOSSARY)
  expect(row, `docs/design/languages.md has no row for ${term}`).not.toBeNull()
  for (const [language, said] of [
    ['de', row?.[1] ?? ''],
    ['ar', row?.[2] ?? ''],
  ] as const) {
    const told = written(where(OTHERS[language] ?? {}), '').map(([, one]) => one)
    expect(
      told.some((one) => one.includes(said.trim())),
      `${language}: ${said}`,
    ).toBe(true)
  }
})

test('a name that runs the other way moves nothing beside it, and what turns lines round is left out', () => {
  const said = isolating({
    by: (name: string, n: number) => `${name}, ${String(n)}`,
    nested: { plain: 'Yes.' },
  })
  expect(said.by('محمد', 7)).toBe('\u2068محمد\u2069, 7')
  expect(said.by('Eve \u2069\u202eznuof', 7)).toBe('\u2068Eve znuof\u2069, 7')
  expect(said.by('Ada', 7)).toBe('Ada, 7')
  expect(said.nested.plain).toBe('Yes.')
})

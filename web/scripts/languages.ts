/**
 * Puts the words of the reader's language in the place of the English ones.
 *
 * Files of words are written, read and typed in English. In a build each is exchanged for the same words in the language
 * that is settled before it is read, out of one of three packs: of the frame, of the desk, of all other pages. The first
 * two are fetched in English as well, so that no language loads another one's words with its first task; pages keep their
 * English beside them, so that English loads no more than it shows.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const WORDS = /\/src\/(ui\/strings\/[a-zA-Z]+|kinds\/(?:[a-z]+\/)?(?:words|setupWords))\.ts$/
/** A pack's own view of a file of words: what stands in it. */
const ENGLISH = '?english'
const PACKS = ['frame', 'desk', 'pages'] as const
type Pack = (typeof PACKS)[number]

export const LANGUAGES = ['en', 'de', 'ar'] as const

/** Where the words in the folder of a kind are: packs take them by the name of their file. */
const OF_KIND: Record<string, Pack> = { words: 'desk', setupWords: 'pages' }

/** The pack that holds each file of words, by what the English packs import. */
export function packsOf(
  read = (pack: Pack) => readFileSync(path.join(SRC, `languages/en/${pack}.ts`), 'utf8'),
) {
  const found = new Map<string, Pack>()
  for (const pack of PACKS)
    for (const [, file] of read(pack).matchAll(/ from '@\/([^']+)'/g)) if (file) found.set(file, pack)
  return found
}

/** The module that stands in the place of a file of words: `pack` holds its words under the name of the file. */
export function exchanged(file: string, source: string, pack: Pack): string {
  const name = /^export const (\w+) = /m.exec(source)?.[1]
  if (!name) throw new Error(`${file} gives no words.`)
  const words = `import { words as spoken } from '/src/languages/${pack}.ts'`
  const key = JSON.stringify(file)
  return pack === 'pages'
    ? `${words}\nimport { ${name} as english } from '/src/${file}.ts${ENGLISH}'\nimport { isolating } from '/src/languages/isolating.ts'\nexport const ${name} = spoken ? spoken[${key}] : isolating(english)\n`
    : `${words}\nexport const ${name} = spoken[${key}]\n`
}

export function languages(): Plugin {
  const packs = packsOf()
  return {
    name: 'goodwork-languages',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source.endsWith(ENGLISH)) return path.join(SRC, source.replace(/^\/src\//, ''))
      if (!importer || !/\/src\/languages\/en\/[a-z]+\.ts$/.test(importer)) return null
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      return found && WORDS.test(found.id) ? { ...found, id: found.id + ENGLISH } : null
    },
    load(id) {
      if (id.endsWith(ENGLISH)) return readFileSync(id.slice(0, -ENGLISH.length), 'utf8')
      const file = WORDS.exec(id)?.[1]
      if (!file) return null
      const pack = packs.get(file) ?? OF_KIND[path.basename(file)]
      if (!pack) this.error(`No pack in src/languages/en holds ${file}.`)
      return exchanged(file, readFileSync(id, 'utf8'), pack)
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const first = Object.fromEntries(
          LANGUAGES.map((language) => [
            language,
            bundle ? fileOf(bundle, `/src/languages/${language}/frame.ts`) : '',
          ]),
        )
        return html.replace('<html ', `<html data-words='${JSON.stringify(first)}' `)
      },
    },
  }
}

function fileOf(
  bundle: Record<string, { type: string; fileName: string; moduleIds?: string[] }>,
  module: string,
): string {
  const chunk = Object.values(bundle).find(({ moduleIds }) => moduleIds?.some((id) => id.endsWith(module)))
  if (!chunk) throw new Error(`No built file holds ${module}.`)
  return `/${chunk.fileName}`
}

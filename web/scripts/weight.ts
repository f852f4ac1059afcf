/**
 * What the first task loads: the script of the desk, of all that it leads to without a connection, of one kind, and the
 * words of one language.
 *
 * A build whose first load is beyond the aim fails, and says which kind is too heavy, and what weighs most.
 */
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Bytes of gzip (level 6) that the first task may load, whatever its kind. */
export const MOST = 250_000

/** What every first task loads: what is on the page at once, and what comes while somebody reads the item. */
const ALWAYS = [
  'main.tsx',
  'features/desk/DeskPage.tsx',
  'features/unsent/UnsentPage.tsx',
  'app/Shell.tsx',
  'ui/Markdown.tsx',
  'ui/prose/Drawn.tsx',
].map((file) => `/src/${file}`)
/** The parts of a kind that stand at the desk. */
export const OF_KIND = /\/src\/kinds\/([a-z]+)\/(?:Stage|Editor|Review)\.tsx$/
/** The words of a language that stand on the frame and at the desk. */
const OF_LANGUAGE = /\/src\/languages\/([a-z]+)\/(?:frame|desk)\.ts$/
/** Words of pages that are no part of the first task: in another language than English a file of its own. */
const OF_PAGES = '/src/languages/pages.ts'
/** Kinds that bring an editor for programs: it comes when such an item does. */
const OWN_EDITOR = ['code']

export interface Built {
  fileName: string
  code: string
  imports: string[]
  moduleIds: string[]
}

export interface Load {
  kind: string
  language: string
  bytes: number
  files: string[]
}

/** What is loaded for the first task of each kind in each language. */
export function loadsOf(chunks: readonly Built[], sizeOf = gzipped): Load[] {
  const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const holding = (is: (module: string) => boolean) => chunks.filter((chunk) => chunk.moduleIds.some(is))
  const always = ALWAYS.flatMap((file) => {
    const found = holding((module) => module.endsWith(file))
    if (found.length === 0) throw new Error(`No built file holds ${file}: see web/scripts/weight.ts.`)
    return found
  })
  const kinds = new Set(
    chunks.flatMap((chunk) => chunk.moduleIds.flatMap((id) => OF_KIND.exec(id)?.[1] ?? [])),
  )
  const spoken = new Set(
    chunks.flatMap((chunk) => chunk.moduleIds.flatMap((id) => OF_LANGUAGE.exec(id)?.[1] ?? [])),
  )
  return [...kinds]
    .filter((kind) => !OWN_EDITOR.includes(kind))
    .sort()
    .flatMap((kind) => [...spoken].sort().map((language) => ({ kind, language })))
    .map(({ kind, language }) => {
      const reached = new Set<Built>()
      const reach = (chunk: Built | undefined) => {
        if (!chunk || reached.has(chunk)) return
        reached.add(chunk)
        for (const other of chunk.imports) reach(named.get(other))
      }
      const ofTask = (id: string) => OF_KIND.exec(id)?.[1] === kind || OF_LANGUAGE.exec(id)?.[1] === language
      for (const chunk of [...always, ...holding(ofTask)]) reach(chunk)
      if ([...reached].some(({ moduleIds }) => moduleIds.some((id) => id.endsWith(OF_PAGES))))
        throw new Error(`The first task (${kind}) reads words of other pages: see web/src/languages.`)
      const files = [...reached].sort((a, b) => sizeOf(b.code) - sizeOf(a.code))
      return {
        kind,
        language,
        bytes: files.reduce((sum, { code }) => sum + sizeOf(code), 0),
        files: files.map(({ fileName }) => fileName),
      }
    })
}

/** What is too heavy, in words; null: nothing. */
export function tooHeavy(loads: readonly Load[], most = MOST): string | null {
  const heavy = loads.filter(({ bytes }) => bytes > most)
  if (heavy.length === 0) return null
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  return [
    `The first task may load ${kB(most)} of script (gzip); it loads more:`,
    ...heavy.map(
      ({ kind, language, bytes, files }) =>
        `  ${kind} (${language}): ${kB(bytes)}, most of it ${files.slice(0, 4).join(', ')}`,
    ),
    'Fetch what the desk does not need with the page that needs it.',
  ].join('\n')
}

const LOOKS = /@mantine\/core\/(?:esm\/.*\/(\w+)\.module\.mjs|styles\/(\w+)\.css)$/

/** Components of Mantine that are built in without their styles. */
export function unstyled(built: readonly string[], known: Iterable<string>): string[] {
  const styled = new Set([...known].flatMap((module) => LOOKS.exec(module)?.[2] ?? []))
  const used = built.flatMap((module) => LOOKS.exec(module)?.[1] ?? [])
  return [...new Set(used)].filter((name) => !styled.has(name)).sort()
}

export function firstLoad(): Plugin {
  return {
    name: 'goodwork-first-load',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const known = new Map<string, number>()
        const size = (code: string) => {
          const had = known.get(code) ?? gzipped(code)
          known.set(code, had)
          return had
        }
        const chunks = Object.values(bundle).filter((built) => built.type === 'chunk')
        const bare = unstyled(
          chunks.flatMap(({ moduleIds }) => moduleIds),
          this.getModuleIds(),
        )
        if (bare.length > 0)
          this.error(
            `web/src/app/mantine.ts lacks the styles of ${bare.join(', ')}; put them where styles.css has them.`,
          )
        const loads = loadsOf(chunks, size)
        const heavy = tooHeavy(loads)
        if (heavy !== null) this.error(heavy)
        const most = loads.reduce((a, b) => (a.bytes > b.bytes ? a : b))
        this.info(
          `first task: at most ${(most.bytes / 1000).toFixed(1)} kB of script as gzip (${most.kind}, ${most.language})`,
        )
        for (const language of new Set(loads.map((load) => load.language))) {
          const own = Math.max(
            ...loads.filter((load) => load.language === language).map(({ bytes }) => bytes),
          )
          this.info(`  in ${language}: ${(own / 1000).toFixed(1)} kB`)
        }
      },
    },
  }
}

function gzipped(code: string): number {
  return gzipSync(code, { level: 6 }).length
}

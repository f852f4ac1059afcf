/** Parsers of the languages that code in texts is in, each fetched when something is written in it. */
import type { Parser } from '@lezer/common'

const LOADERS: Record<string, () => Promise<Parser>> = {
  python: async () => (await import('@lezer/python')).parser,
  javascript: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'jsx' }),
  typescript: async () => (await import('@lezer/javascript')).parser.configure({ dialect: 'ts jsx' }),
  html: async () => (await import('@lezer/html')).parser,
  cpp: async () => (await import('@lezer/cpp')).parser,
}
const ALIASES: Record<string, string> = {
  py: 'python',
  python3: 'python',
  js: 'javascript',
  jsx: 'javascript',
  json: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  xml: 'html',
  c: 'cpp',
  'c++': 'cpp',
  cc: 'cpp',
  java: 'cpp',
}

/** The parser of a language, whatever it is called; null when its colours are not known, or do not come. */
export async function parserNamed(name: string): Promise<Parser | null> {
  try {
    return (await LOADERS[ALIASES[name] ?? name]?.()) ?? null
  } catch {
    // Code without colours is still code.
    return null
  }
}

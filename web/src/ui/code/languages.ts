/** Languages of code, each loaded when something is written in it. */
import { StreamLanguage } from '@codemirror/language'
import type { Extension } from '@codemirror/state'

const LOADERS: Record<string, () => Promise<Extension>> = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript({ jsx: true }),
  typescript: async () =>
    (await import('@codemirror/lang-javascript')).javascript({ jsx: true, typescript: true }),
  html: async () => (await import('@codemirror/lang-html')).html(),
  cpp: async () => (await import('@codemirror/lang-cpp')).cpp(),
  csharp: async () => StreamLanguage.define((await import('@codemirror/legacy-modes/mode/clike')).csharp),
  java: async () => StreamLanguage.define((await import('@codemirror/legacy-modes/mode/clike')).java),
  sql: async () => (await import('@codemirror/lang-sql')).sql(),
}
const ALIASES: Record<string, string> = {
  py: 'python',
  python3: 'python',
  js: 'javascript',
  jsx: 'javascript',
  node: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  htm: 'html',
  xml: 'html',
  'c++': 'cpp',
  cc: 'cpp',
  c: 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  postgresql: 'sql',
  mysql: 'sql',
  sqlite: 'sql',
}

/** The language of this name, whatever it is called; null when its colours are not known, or do not come. */
export async function languageNamed(name: string): Promise<Extension | null> {
  const low = name.trim().toLowerCase()
  try {
    return (await LOADERS[ALIASES[low] ?? low]?.()) ?? null
  } catch {
    // Code without colours is still code.
    return null
  }
}

/**
 * The arrows between files and folders of the web client; `node scripts/circles.js` is a part of `npm run check`.
 *
 * A circle is one of files and folders that lie side by side; every circle of files is one where their ways part.
 * Features and kinds are strangers to each other: a new one is held to it without anyone remembering.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

/** Imports of each file, by its path below the root: what is imported, types and lazy imports too. */
export function importsOf(root) {
  const files = new Map()
  const walk = (folder) => {
    for (const name of readdirSync(folder)) {
      const at = path.join(folder, name)
      if (statSync(at).isDirectory()) walk(at)
      else if (/\.tsx?$/.test(name)) files.set(path.relative(root, at), readFileSync(at, 'utf8'))
    }
  }
  walk(root)
  return graphOf(files)
}

/** The same for texts in memory: path -> source becomes path -> paths. */
export function graphOf(files) {
  const graph = new Map()
  for (const [file, source] of files) {
    const found = ts.preProcessFile(source, true, true).importedFiles.flatMap(({ fileName }) => {
      const base = fileName.startsWith('@/')
        ? fileName.slice(2)
        : fileName.startsWith('.')
          ? path.join(path.dirname(file), fileName)
          : null
      if (base === null) return []
      const is = ['', '.ts', '.tsx', '/index.ts'].map((end) => base + end).find((one) => files.has(one))
      return is ? [is] : []
    })
    graph.set(file, [...new Set(found)])
  }
  return graph
}

/** What is wrong with these arrows, a sentence each. */
export function faultsOf(graph) {
  return [
    ...foldersOf(graph).flatMap((folder) => {
      const circles = circlesOf(siblings(graph, folder))
      return circles.map((circle) => `Circle in ${folder || 'src'}: ${circle.join(' -> ')}`)
    }),
    ...strangers(graph),
  ]
}

const KNOWN_BY = { features: 'the app', kinds: 'kinds/registry.ts and kinds/setups.ts' }

function strangers(graph) {
  const kinds = new Set([...graph.keys()].flatMap((file) => /^kinds\/[^/]+(?=\/index\.ts$)/.exec(file) ?? []))
  const roomOf = (file) => {
    const room = file.split('/').slice(0, 2).join('/')
    return (/^features\//.test(file) || kinds.has(room)) && file !== room ? room : null
  }
  const faults = []
  for (const [file, imported] of graph)
    for (const other of imported) {
      const [from, to] = [roomOf(file), roomOf(other)]
      if (to === null || from === to) continue
      // Only the list of kinds knows them, and only the app opens features; tests of what kinds share try it with kinds.
      const [sort] = to.split('/')
      const opens = sort === 'features' ? /^app\// : /^kinds\/((registry|setups)\.ts|.*\.test\.ts)$/
      if (!opens.test(file))
        faults.push(`${file} imports ${other}: ${sort} are known by ${KNOWN_BY[sort]} only.`)
    }
  return faults
}

const foldersOf = (graph) => {
  const folders = new Set([''])
  for (const file of graph.keys())
    for (let at = path.dirname(file); at !== '.'; at = path.dirname(at)) folders.add(at)
  return [...folders]
}

/** Arrows between what lies side by side in a folder; tests stand outside. */
function siblings(graph, folder) {
  const within = folder === '' ? '' : `${folder}/`
  const nameOf = (file) => (file.startsWith(within) ? file.slice(within.length).split('/')[0] : null)
  const found = new Map()
  for (const [file, imported] of graph) {
    const from = nameOf(file)
    if (from === null || file.endsWith('.test.ts')) continue
    const to = found.get(from) ?? new Set()
    for (const other of imported) {
      const name = nameOf(other)
      if (name !== null && name !== from) to.add(name)
    }
    found.set(from, to)
  }
  return new Map([...found].map(([from, to]) => [from, [...to]]))
}

/** One circle for each knot: Tarjan's components, and in each a shortest way back to its first node. */
function circlesOf(graph) {
  const circles = []
  const [index, low, stack, on] = [new Map(), new Map(), [], new Set()]
  const visit = (node) => {
    index.set(node, index.size)
    low.set(node, index.get(node))
    stack.push(node)
    on.add(node)
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next)
      if (on.has(next)) low.set(node, Math.min(low.get(node), low.get(next)))
    }
    if (low.get(node) !== index.get(node)) return
    const knot = new Set(stack.splice(stack.indexOf(node)))
    for (const one of knot) on.delete(one)
    if (knot.size > 1) circles.push(wayBack(graph, knot, node))
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return circles
}

function wayBack(graph, knot, start) {
  const came = new Map()
  for (const queue = [start]; queue.length > 0;) {
    const at = queue.shift()
    for (const next of graph.get(at) ?? []) {
      if (next === start) {
        const way = [start]
        for (let one = at; one !== start; one = came.get(one)) way.unshift(one)
        return [start, ...way]
      }
      if (knot.has(next) && !came.has(next)) {
        came.set(next, at)
        queue.push(next)
      }
    }
  }
  return [...knot]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = faultsOf(importsOf(fileURLToPath(new URL('../src', import.meta.url))))
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

/** Skeletons to begin with: COCO's person, a face, a hand. Ids are those of other tools; names are in the language of whoever sets up. */
import { readNamed, type Named } from '../labels'
import { words as s } from './setupWords'

export interface Made {
  points: Named[]
  lines: [string, string][]
}

/** As `kinds/keypoints/schema.py` has them, too: how far people lie apart at them is published. */
const COCO = [
  'nose',
  'left-eye',
  'right-eye',
  'left-ear',
  'right-ear',
  'left-shoulder',
  'right-shoulder',
  'left-elbow',
  'right-elbow',
  'left-wrist',
  'right-wrist',
  'left-hip',
  'right-hip',
  'left-knee',
  'right-knee',
  'left-ankle',
  'right-ankle',
]
/** COCO's lines, by places from 1. */
const PERSON_LINES = [
  [16, 14],
  [14, 12],
  [17, 15],
  [15, 13],
  [12, 13],
  [6, 12],
  [7, 13],
  [6, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [9, 11],
  [2, 3],
  [1, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
  [5, 7],
] as const
const FACE = ['left-eye', 'right-eye', 'nose', 'left-mouth', 'right-mouth']
const FACE_LINES = [
  [1, 2],
  [1, 3],
  [2, 3],
  [3, 4],
  [3, 5],
  [4, 5],
] as const
const FINGERS = ['thumb', 'forefinger', 'middle-finger', 'ring-finger', 'little-finger']
const JOINTS = [1, 2, 3, 4]

const joined = (ids: readonly string[], lines: readonly (readonly [number, number])[]) =>
  lines.map(([a, b]): [string, string] => [ids[a - 1] ?? '', ids[b - 1] ?? ''])

const named = (ids: readonly string[], names: readonly string[]): Named[] =>
  ids.map((id, n) => ({ id, name: names[n] ?? id }))

export const READY = {
  person: (): Made => ({ points: named(COCO, s.person), lines: joined(COCO, PERSON_LINES) }),
  face: (): Made => ({ points: named(FACE, s.face), lines: joined(FACE, FACE_LINES) }),
  hand: (): Made => {
    const joints = FINGERS.flatMap((finger, n) =>
      JOINTS.map((joint) => ({
        id: `${finger}-${String(joint)}`,
        name: s.joint(s.fingers[n] ?? finger, joint),
      })),
    )
    return {
      points: [{ id: 'wrist', name: s.wrist }, ...joints],
      lines: joints.map(({ id }, n): [string, string] => [
        n % 4 === 0 ? 'wrist' : (joints[n - 1]?.id ?? ''),
        id,
      ]),
    }
  },
}

export const pointsText = (points: readonly Named[]): string => points.map(({ name }) => name).join('\n')

/** Ids are kept where the name is the same, or where as many points are there and one is called otherwise. */
export function pointsRead(text: string, before: readonly Named[]): Named[] {
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const known = new Map(before.map(({ id, name }) => [name, id]))
  const kept = new Set(names.map((name) => known.get(name)).filter((id) => id !== undefined))
  return readNamed(
    names.map((name, n) => {
      const had = known.get(name)
      const there = names.length === before.length ? before[n]?.id : undefined
      return { id: had ?? (there !== undefined && !kept.has(there) ? there : ''), name }
    }),
  ).map(({ id, name }) => ({ id, name }))
}

export function linesText({ points, lines }: Made): string {
  const nameOf = (id: string) => points.find((point) => point.id === id)?.name ?? id
  return lines.map(([a, b]) => `${nameOf(a)} - ${nameOf(b)}`).join('\n')
}

/** The lines, and the first line of the text that is none. */
export function linesRead(
  text: string,
  points: readonly Named[],
): { lines: [string, string][]; wrong: string | null } {
  const lines: [string, string][] = []
  let wrong: string | null = null
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (!line) continue
    // A name may have a dash of its own, so every one is tried.
    const ends = line.split(' - ').flatMap((_, n, parts) => {
      const [a, b] = [parts.slice(0, n + 1).join(' - '), parts.slice(n + 1).join(' - ')]
      const [from, to] = [a, b].map((name) => points.find((point) => point.name === name.trim())?.id)
      return from !== undefined && to !== undefined && from !== to ? [[from, to] as [string, string]] : []
    })
    const [found] = ends
    const isNew =
      found &&
      !lines.some(([a, b]) => (a === found[0] && b === found[1]) || (a === found[1] && b === found[0]))
    if (isNew) lines.push(found)
    else wrong ??= line
  }
  return { lines, wrong }
}

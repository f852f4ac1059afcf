/** What this browser keeps until the server has it: drafts and errands, in IndexedDB. */
import { openDB, type DBSchema } from 'idb'
import type { Problem } from '../types'

export type AnswersJson = Record<string, Record<string, unknown>>

/** A draft as it stands in this browser. */
export interface KeptDraft {
  claim: number
  person: number
  answers: AnswersJson
  formVersion: number
  /** The revision on the server that this draft builds on; 0 when the server has none. */
  base: number
  /** Whether the server lacks it. */
  dirty: boolean
}

/** Something to tell the server, kept until it has heard it. Its id is the idempotency key. */
export interface Errand {
  id: string
  person: number
  project: number
  claim: number
  what: 'submit' | 'skip' | 'revise' | 'handOver'
  path: string
  body: Record<string, unknown>
  /** A few words of the item, for the list of unsent work. */
  excerpt: string
  at: number
  state: 'waiting' | 'refused'
  problem?: Problem
}

export interface Keeping {
  /** False when the browser refuses to store anything: then work lives only as long as this page. */
  durable: boolean
  draft(person: number, claim: number): Promise<KeptDraft | undefined>
  putDraft(draft: KeptDraft): Promise<void>
  dropDraft(person: number, claim: number): Promise<void>
  errands(person: number): Promise<Errand[]>
  putErrand(errand: Errand): Promise<void>
  dropErrand(id: string): Promise<void>
}

interface Shape extends DBSchema {
  drafts: { key: [number, number]; value: KeptDraft }
  errands: { key: string; value: Errand }
}

export async function openKeeping(name = 'goodwork'): Promise<Keeping> {
  try {
    const db = await openDB<Shape>(name, 1, {
      upgrade(made) {
        made.createObjectStore('drafts', { keyPath: ['person', 'claim'] })
        made.createObjectStore('errands', { keyPath: 'id' })
      },
    })
    return {
      durable: true,
      draft: (person, claim) => db.get('drafts', [person, claim]),
      putDraft: async (draft) => void (await db.put('drafts', draft)),
      dropDraft: (person, claim) => db.delete('drafts', [person, claim]),
      errands: async (person) => sorted(await db.getAll('errands'), person),
      putErrand: async (errand) => void (await db.put('errands', errand)),
      dropErrand: (id) => db.delete('errands', id),
    }
  } catch {
    // Private windows of some browsers have no IndexedDB. The page says so beside the saved-mark.
    return inMemory()
  }
}

function inMemory(): Keeping {
  const drafts = new Map<string, KeptDraft>()
  const errands = new Map<string, Errand>()
  const key = (person: number, claim: number) => `${String(person)}/${String(claim)}`
  return {
    durable: false,
    draft: (person, claim) => Promise.resolve(drafts.get(key(person, claim))),
    putDraft: (draft) => Promise.resolve(void drafts.set(key(draft.person, draft.claim), draft)),
    dropDraft: (person, claim) => Promise.resolve(void drafts.delete(key(person, claim))),
    errands: (person) => Promise.resolve(sorted([...errands.values()], person)),
    putErrand: (errand) => Promise.resolve(void errands.set(errand.id, errand)),
    dropErrand: (id) => Promise.resolve(void errands.delete(id)),
  }
}

function sorted(errands: Errand[], person: number): Errand[] {
  return errands.filter((errand) => errand.person === person).sort((a, b) => a.at - b.at)
}

/** What is read from the server and kept for a while, by key. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { calls } from './calls'
import { Refused } from './http'
import { pages } from './paged'
import type { BulkWhich, ItemQuery, ProjectQuery, TouchedBy } from './types'

export const queries = {
  setup: () => queryOptions({ queryKey: ['setup'], queryFn: calls.setup }),
  /** Who is signed in; null: nobody. */
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: async () => {
        try {
          return await calls.session()
        } catch (error) {
          if (error instanceof Refused && error.status === 401) return null
          throw error
        }
      },
      staleTime: Infinity,
    }),
  projects: (asked: ProjectQuery) =>
    pages(['projects', 'list', asked], (after) => calls.projects({ ...asked, after, limit: 50 })),
  waiting: () => queryOptions({ queryKey: ['waiting'], queryFn: calls.waiting, staleTime: 0 }),
  card: (id: number) => queryOptions({ queryKey: ['projects', id, 'card'], queryFn: () => calls.card(id) }),
  sample: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'sample'], queryFn: () => calls.sample(id) }),
  effort: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'effort'], queryFn: () => calls.effort(id) }),
  choices: () => queryOptions({ queryKey: ['choices'], queryFn: calls.choices }),
  /** What I set for my own work. Days and hours go on, so it is read anew. */
  limits: () => queryOptions({ queryKey: ['limits'], queryFn: calls.limits, staleTime: 0 }),
  project: (id: number) => queryOptions({ queryKey: ['projects', id], queryFn: () => calls.project(id) }),
  guidelineVersions: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'guideline'], queryFn: () => calls.guidelineVersions(id) }),
  grants: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'grants'], queryFn: () => calls.grants(id) }),
  outlook: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'outlook'], queryFn: () => calls.outlook(id) }),
  report: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'report'], queryFn: () => calls.report(id) }),
  quality: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'quality'], queryFn: () => calls.quality(id) }),
  dependence: (id: number) =>
    pages(['projects', id, 'dependence'], (after) => calls.dependence(id, { after, limit: 20 })),
  items: (id: number, filter: ItemQuery) =>
    pages(['projects', id, 'items', filter], (after) => calls.items(id, { ...filter, after, limit: 50 })),
  bulks: (id: number) => pages(['projects', id, 'bulk'], (after) => calls.bulks(id, { after, limit: 20 })),
  bulkCount: (id: number, which: BulkWhich) =>
    queryOptions({
      queryKey: ['projects', id, 'bulk', 'count', which],
      queryFn: () => calls.countMany(id, which),
      // Others answer meanwhile: each time it is looked at anew.
      gcTime: 0,
    }),
  item: (id: number) => queryOptions({ queryKey: ['items', id], queryFn: () => calls.item(id) }),
  story: (id: number) => pages(['items', id, 'story'], (after) => calls.story(id, { after, limit: 20 })),
  templates: () => queryOptions({ queryKey: ['templates'], queryFn: calls.templates, staleTime: Infinity }),
  /** The same under pseudonyms, for a review that looks at answers and not at people. */
  itemBlind: (id: number) =>
    queryOptions({ queryKey: ['items', id, 'blind'], queryFn: () => calls.itemBlind(id) }),
  reviews: (id: number) =>
    pages(['projects', id, 'reviews'], (after) => calls.reviews(id, { after, limit: 20 })),
  threads: (id: number, state?: 'open' | 'answered') =>
    pages(['projects', id, 'threads', state ?? ''], (after) =>
      calls.threads(id, { after, state, limit: 20 }),
    ),
  thread: (id: number) => queryOptions({ queryKey: ['threads', id], queryFn: () => calls.thread(id) }),
  proposals: (id: number, state: 'open' | 'decided') =>
    pages(['projects', id, 'proposals', state], (after) => calls.proposals(id, { after, state, limit: 20 })),
  proposal: (id: number) => queryOptions({ queryKey: ['proposals', id], queryFn: () => calls.proposal(id) }),
  guidelineChange: (id: number, version: number, since?: number) =>
    queryOptions({
      queryKey: ['projects', id, 'guideline', version, since ?? 0],
      queryFn: () => calls.guidelineChange(id, version, since),
    }),
  touched: (id: number, version: number, by: TouchedBy) =>
    infiniteQueryOptions({
      queryKey: ['projects', id, 'guideline', version, 'touched', by],
      queryFn: ({ pageParam }) => calls.touched(id, version, { ...by, after: pageParam, limit: 100 }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next ?? null,
    }),
  answering: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'answering'], queryFn: () => calls.answering(id) }),
  cases: (id: number, contains: string) =>
    pages(['projects', id, 'cases', contains], (after) => calls.cases(id, { after, contains, limit: 20 })),
  /** What stands beside a task; without it the task is the same. */
  beside: (claim: number) =>
    queryOptions({ queryKey: ['beside', claim], queryFn: () => calls.beside(claim), staleTime: 60_000 }),
  flags: (id: number) => pages(['projects', id, 'flags'], (after) => calls.flags(id, { after, limit: 50 })),
  history: (id: number) =>
    pages(['projects', id, 'history'], (after) => calls.history(id, { after, limit: 30 })),
  digest: () => queryOptions({ queryKey: ['digest'], queryFn: calls.digest }),
  projectPeople: (id: number, search: string) =>
    pages(['projects', id, 'people', search], (after) =>
      calls.projectPeople(id, { after, search, limit: 20 }),
    ),
  inbox: () => pages(['inbox'], (after) => calls.inbox({ after, limit: 30 })),
  /** How much of it is new; looked at anew when a page of the frame opens after a while. */
  unread: () => queryOptions({ queryKey: ['unread'], queryFn: calls.unread, staleTime: 60_000 }),
  myAppeals: () => pages(['my-appeals'], (after) => calls.myAppeals({ after, limit: 30 })),
  appeals: (id: number) =>
    pages(['projects', id, 'appeals'], (after) => calls.appeals(id, { after, limit: 20 })),
  appeal: (id: number) => queryOptions({ queryKey: ['appeals', id], queryFn: () => calls.readAppeal(id) }),
  myQuality: () => pages(['my-quality'], (after) => calls.myQuality({ after, limit: 10 })),
  practice: (project: number, question: string) =>
    queryOptions({
      queryKey: ['my-quality', project, question],
      queryFn: () => calls.practice(project, question),
    }),
  qualityOf: (person: number) =>
    pages(['people', person, 'quality'], (after) => calls.qualityOf(person, { after, limit: 10 })),
  qualityIn: (project: number, person: number) =>
    queryOptions({
      queryKey: ['projects', project, 'people', person],
      queryFn: () => calls.qualityIn(project, person),
    }),
}

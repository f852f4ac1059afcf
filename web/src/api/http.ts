/** Requests to the server: one function, errors as values of two classes. */
import type { Problem } from './types'

/** The server answered and refused; `problem` says what happened, what was kept and what to do next. */
export class Refused extends Error {
  override name = 'Refused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.problem = problem
  }
  get status(): number {
    return this.problem.status
  }
  /** The stable word at the end of the problem's type. */
  get code(): string {
    return this.problem.type.split(':').pop() ?? ''
  }
}

/** No answer came: the connection is down, or the server is. The same request may be sent again. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** Whether sending the same again later may work. */
export function mayPass(error: unknown): boolean {
  return (
    error instanceof Unreachable ||
    (error instanceof Refused && (error.status >= 500 || error.status === 429))
  )
}

let csrf = ''
/** The session of which it is known that it has ended. */
let known = ''
const onSignedOut = new Set<() => void>()

/** Sets what proves to the server that a write comes from this page. */
export function setCsrf(value: string): void {
  csrf = value
}

/** Calls back when the server says that the session of this page has ended; once for a session. */
export function watchSignedOut(callback: () => void): () => void {
  onSignedOut.add(callback)
  return () => onSignedOut.delete(callback)
}

/** Fetches, with what proves where a write comes from; throws `Refused` and `Unreachable` instead of answering so. */
export async function ask(request: Request): Promise<Response> {
  request.headers.set('Accept', 'application/json')
  const askedIn = csrf
  if (request.method !== 'GET' && csrf) request.headers.set('X-CSRF-Token', csrf)
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Unreachable('The server does not answer.', { cause: error })
  }
  if (response.ok) return response
  const problem = await readProblem(response)
  // A gateway that answers for a server that is down has no problem details to give.
  if (problem === null && response.status >= 502) throw new Unreachable('The server does not answer.')
  const refused = new Refused(problem ?? bare(response))
  // The first refusal of a session is heard. Those that follow say nothing of who has signed in since.
  const ended = refused.status === 401 && askedIn === csrf && askedIn !== known
  if (ended && new URL(request.url).pathname !== '/api/v1/session') {
    known = askedIn
    for (const callback of onSignedOut) callback()
  }
  throw refused
}

/** Sends what was kept in this browser: a path and a body, under a key that makes sending twice the same as once. */
export async function sendKept(path: string, body: unknown, idempotencyKey: string): Promise<void> {
  await ask(
    new Request(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
      body: JSON.stringify(body),
    }),
  )
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  try {
    const read = (await response.json()) as Partial<Problem>
    return read.title ? { ...bare(response), ...read } : null
  } catch {
    return null
  }
}

function bare(response: Response): Problem {
  return {
    type: 'about:goodwork:http',
    title: `The server answered ${String(response.status)}.`,
    status: response.status,
    detail: '',
    kept: '',
    next_step: '',
    faults: [],
    retry_after: null,
  }
}

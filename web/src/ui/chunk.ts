/** A part of the client that is fetched when it is wanted, without a framework: what became of it, and another try. */

/** A part of the client did not come. */
export class Missing extends Error {
  override name = 'Missing'
  /** The server does not answer; or it answers and has no such part any more: then this page is older than it. */
  readonly why: 'unreachable' | 'outdated'
  constructor(why: Missing['why']) {
    super(`A part of the client did not come: ${why}`)
    this.why = why
  }
}

export type Arrival<Made> =
  { is: 'wanted' } | { is: 'fetching' } | { is: 'here'; made: Made } | { is: 'missing'; error: Missing }

/** Whether the server answers at all. */
export async function answers(): Promise<boolean> {
  try {
    return (await fetch('/', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

export class Chunk<Made> {
  private arrival: Arrival<Made> = { is: 'wanted' }
  private running: Promise<void> | null = null
  private readonly listeners = new Set<() => void>()
  private readonly load: () => Promise<Made>
  private readonly answers: () => Promise<boolean>

  constructor(load: () => Promise<Made>, answering = answers) {
    this.load = load
    this.answers = answering
  }

  current = (): Arrival<Made> => this.arrival

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** It is here without being fetched: another part brought it. */
  give(made: Made): void {
    if (this.arrival.is !== 'here') this.say({ is: 'here', made })
  }

  /** Fetches it, unless it is here or on its way. What went wrong is in `current`. */
  fetch = (): Promise<void> => {
    if (this.arrival.is === 'here') return Promise.resolve()
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async run(): Promise<void> {
    // A sentence that says what is missing stays while it is tried again.
    if (this.arrival.is === 'wanted') this.say({ is: 'fetching' })
    try {
      this.say({ is: 'here', made: await this.load() })
      return
    } catch {
      if (!(await this.answers())) {
        this.say({ is: 'missing', error: new Missing('unreachable') })
        return
      }
    }
    // The server answers: either it has come back just now, or it has no such part.
    try {
      this.say({ is: 'here', made: await this.load() })
    } catch {
      this.say({ is: 'missing', error: new Missing((await this.answers()) ? 'outdated' : 'unreachable') })
    }
  }

  private say(arrival: Arrival<Made>): void {
    this.arrival = arrival
    for (const listener of this.listeners) listener()
  }
}

/** Fetches all of these; throws `Missing` when one does not come. */
export async function bring(chunks: readonly Chunk<unknown>[]): Promise<void> {
  await Promise.all(chunks.map((chunk) => chunk.fetch()))
  for (const chunk of chunks) {
    const arrival = chunk.current()
    if (arrival.is === 'missing') throw arrival.error
  }
}

/**
 * Submitted work on its way to the server. An errand is stored first and sent then; it leaves the store only when the
 * server has answered. Sending twice does no harm, because the errand's id is the idempotency key.
 */
import { mayPass, Refused } from '../http'
import type { Errand, Keeping } from './store'

export type Outcome = { state: 'sent' } | { state: 'waiting' } | { state: 'refused'; errand: Errand }

/** Sends one errand; throws `Unreachable` or `Refused`. */
export type Deliver = (errand: Errand) => Promise<unknown>

/** Runs a job while no other tab runs it. */
export type Alone = (job: () => Promise<void>) => Promise<void>

export class Outbox {
  private listeners = new Set<() => void>()
  private errands: readonly Errand[] = []
  private running: Promise<void> | null = null
  private again = false
  private readonly keeping: Keeping
  /** The person whose work this is. */
  readonly person: number
  private readonly deliver: Deliver
  private readonly alone: Alone

  constructor(keeping: Keeping, person: number, deliver: Deliver, alone: Alone = (job) => job()) {
    this.keeping = keeping
    this.person = person
    this.deliver = deliver
    this.alone = alone
  }

  /** What has not been sent, oldest first; the same array until something changes. */
  list = (): readonly Errand[] => this.errands

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Reads the store again: another tab may have written to it. */
  async reload(): Promise<void> {
    this.errands = await this.keeping.errands(this.person)
    for (const listener of this.listeners) listener()
  }

  /** Keeps an errand and tries to send it. Resolves when it is known what became of it for now. */
  async post(errand: Errand): Promise<Outcome> {
    await this.keeping.putErrand(errand)
    await this.reload()
    await this.flush()
    const left = this.errands.find((e) => e.id === errand.id)
    if (!left) return { state: 'sent' }
    return left.state === 'refused' ? { state: 'refused', errand: left } : { state: 'waiting' }
  }

  /** Sends what is waiting, in order. Stops at the first one that the server could not be reached for. */
  async flush(): Promise<void> {
    this.again = true
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    await this.running
  }

  /** Sends a refused errand once more. */
  async retry(id: string): Promise<void> {
    const errand = this.errands.find((e) => e.id === id)
    if (!errand) return
    await this.keeping.putErrand({ ...errand, state: 'waiting', problem: undefined })
    await this.flush()
  }

  /** Forgets an errand for good. Only a person decides this. */
  async discard(id: string): Promise<void> {
    await this.keeping.dropErrand(id)
    await this.reload()
  }

  private async run(): Promise<void> {
    while (this.again) {
      this.again = false
      await this.alone(() => this.sendAll())
      await this.reload()
    }
  }

  private async sendAll(): Promise<void> {
    for (const errand of await this.keeping.errands(this.person)) {
      if (errand.state !== 'waiting') continue
      try {
        await this.deliver(errand)
      } catch (error) {
        if (mayPass(error) || (error instanceof Refused && error.status === 401)) return
        if (!(error instanceof Refused)) throw error
        await this.keeping.putErrand({ ...errand, state: 'refused', problem: error.problem })
        continue
      }
      await this.keeping.dropErrand(errand.id)
      await this.keeping.dropDraft(this.person, errand.claim)
    }
  }
}

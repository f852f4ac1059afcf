/** A draft on its way to the server: kept in this browser at once, saved a moment later, never overwritten. */
import { mayPass, Refused } from '../http'
import type { Claim, Draft } from '../types'
import type { AnswersJson, Keeping, KeptDraft } from './store'

export type SavedMark =
  | { is: 'empty' }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'saved'; at: string }
  /** The server does not answer; the browser has it. */
  | { is: 'kept' }
  /** Neither the server nor the browser has it. */
  | { is: 'nowhere' }
  /** Another tab or device saved something else. Both are here. */
  | { is: 'conflict'; theirs: Draft }
  /** The server will not take this draft; `why` says what happened and what to do. */
  | { is: 'refused'; why: Refused }

export interface Saving {
  save: (claim: number, answers: AnswersJson, formVersion: number, revision: number) => Promise<Draft>
  read: (claim: number) => Promise<Claim>
  /** Whether two sets of answers are the same. */
  same: (a: AnswersJson, b: AnswersJson) => boolean
  /** Milliseconds of quiet before a draft is saved, and the longest wait between two tries. */
  quiet?: number
  patience?: number
}

/** What to begin with: the server's draft, or newer work that this browser still has. */
export function startingPoint(
  kept: KeptDraft | undefined,
  server: Draft | null,
  same: Saving['same'],
): { answers: AnswersJson; base: number; dirty: boolean; theirs: Draft | null } {
  if (!kept?.dirty)
    return { answers: server?.answers ?? {}, base: server?.revision ?? 0, dirty: false, theirs: null }
  if (server === null || server.revision <= kept.base)
    return { answers: kept.answers, base: server?.revision ?? 0, dirty: true, theirs: null }
  if (same(kept.answers, server.answers))
    return { answers: server.answers, base: server.revision, dirty: false, theirs: null }
  return { answers: kept.answers, base: kept.base, dirty: true, theirs: server }
}

export class DraftKeeper {
  private mark: SavedMark
  private listeners = new Set<() => void>()
  private draft: KeptDraft
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private wait: number
  private stopped = false
  private paused = false
  private readonly keeping: Keeping
  private readonly saving: Saving

  constructor(keeping: Keeping, draft: KeptDraft, mark: SavedMark, saving: Saving) {
    this.keeping = keeping
    this.draft = draft
    this.mark = mark
    this.saving = saving
    this.wait = this.quiet
    if (draft.dirty && mark.is !== 'conflict') this.later(0)
  }

  private get quiet(): number {
    return this.saving.quiet ?? 600
  }

  current = (): SavedMark => this.mark

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** New answers: they are in the browser's store at once. */
  change(answers: AnswersJson, formVersion: number): void {
    this.draft = { ...this.draft, answers, formVersion, dirty: true }
    void this.keep()
    if (this.mark.is === 'conflict') return
    this.say({ is: 'unsaved' })
    this.wait = this.quiet
    this.later(this.quiet)
  }

  /** Tries now: the connection is back, or the person leaves the item. */
  async now(): Promise<void> {
    clearTimeout(this.timer)
    if (this.stopped || this.paused || !this.draft.dirty || this.mark.is === 'conflict') return
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    await this.running
  }

  /** The person has seen both and decided: these answers follow the other draft's revision. */
  resolve(answers: AnswersJson, theirs: Draft): void {
    this.mark = { is: 'unsaved' }
    this.draft = { ...this.draft, base: theirs.revision }
    this.change(answers, this.draft.formVersion)
  }

  /** Holds back while the answers are being submitted: a draft would only come too late. */
  pause(): void {
    this.paused = true
    clearTimeout(this.timer)
  }

  /** Goes on after a pause: submitting did not work out. */
  go(): void {
    this.paused = false
    if (this.draft.dirty) this.later(0)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async run(): Promise<void> {
    const sent = this.draft
    this.say({ is: 'saving' })
    try {
      const saved = await this.saving.save(sent.claim, sent.answers, sent.formVersion, sent.base)
      const newer = this.draft.answers !== sent.answers
      this.draft = { ...this.draft, base: saved.revision, dirty: newer }
      await this.keep()
      this.wait = this.quiet
      this.say(newer ? { is: 'unsaved' } : { is: 'saved', at: saved.saved_at })
      if (newer) this.later(this.quiet)
    } catch (error) {
      if (mayPass(error) || (error instanceof Refused && error.status === 401)) {
        this.say({ is: this.keeping.durable ? 'kept' : 'nowhere' })
        this.wait = Math.min(this.wait * 2, this.saving.patience ?? 30_000)
        this.later(this.wait)
      } else if (error instanceof Refused) await this.refused(error)
      else throw error
    }
  }

  /** Looks why the server refused: mostly because another tab saved before us. */
  private async refused(error: Refused): Promise<void> {
    if (error.status !== 409) {
      this.say({ is: 'refused', why: error })
      return
    }
    let claim: Claim
    try {
      claim = await this.saving.read(this.draft.claim)
    } catch (failure) {
      if (!(failure instanceof Refused) && !mayPass(failure)) throw failure
      this.say({ is: 'refused', why: error })
      return
    }
    const theirs = claim.draft
    if (claim.state !== 'live' || theirs === null || theirs.revision <= this.draft.base) {
      this.say({ is: 'refused', why: error })
    } else if (this.saving.same(theirs.answers, this.draft.answers)) {
      this.draft = { ...this.draft, base: theirs.revision, dirty: false }
      await this.keep()
      this.say({ is: 'saved', at: theirs.saved_at })
    } else this.say({ is: 'conflict', theirs })
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer)
    if (!this.stopped && !this.paused) this.timer = setTimeout(() => void this.now(), milliseconds)
  }

  private async keep(): Promise<void> {
    // Submitted or left: what comes back late must not bring a draft to life again.
    if (this.stopped) return
    try {
      await this.keeping.putDraft(this.draft)
    } catch {
      // The disk may be full. The draft stays in memory, and the mark says so as soon as the server fails too.
      if (this.mark.is === 'kept') this.say({ is: 'nowhere' })
    }
  }

  private say(mark: SavedMark): void {
    this.mark = mark
    for (const listener of this.listeners) listener()
  }
}

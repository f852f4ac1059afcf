/** Saves what is answered in an attempt, one request at a time, always the newest; says "saved" only when it is. */
import type { Answers } from '@/kinds/contract'

export type SaveMark = { is: 'saved' } | { is: 'saving' } | { is: 'failed'; error: unknown }

interface Item {
  answers: Answers
  revision: number
  dirty: boolean
}

export class Saver {
  private items = new Map<number, Item>()
  private running: Promise<void> | null = null
  private readonly send: (place: number, answers: Answers, revision: number) => Promise<{ revision: number }>
  private readonly tell: (mark: SaveMark) => void

  constructor(
    items: { place: number; answers: Answers; revision: number }[],
    send: (place: number, answers: Answers, revision: number) => Promise<{ revision: number }>,
    tell: (mark: SaveMark) => void,
  ) {
    for (const { place, answers, revision } of items)
      this.items.set(place, { answers, revision, dirty: false })
    this.send = send
    this.tell = tell
  }

  /** Keeps these answers; they are sent at once, or when what is on its way has arrived. */
  change(place: number, answers: Answers): void {
    const item = this.items.get(place)
    if (!item) return
    item.answers = answers
    item.dirty = true
    void this.now()
  }

  get isSaved(): boolean {
    return ![...this.items.values()].some(({ dirty }) => dirty)
  }

  /** Sends what is not saved yet, and ends when there is nothing more or something went wrong. */
  now(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async run(): Promise<void> {
    for (;;) {
      const next = [...this.items].find(([, { dirty }]) => dirty)
      if (!next) break
      const [place, item] = next
      const { answers } = item
      this.tell({ is: 'saving' })
      try {
        item.revision = (await this.send(place, answers, item.revision)).revision
        if (item.answers === answers) item.dirty = false
      } catch (error) {
        this.tell({ is: 'failed', error })
        return
      }
    }
    this.tell({ is: 'saved' })
  }
}

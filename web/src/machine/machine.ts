/**
 * A machine without a framework: a pure step says what a state becomes by an event and what is to be done about it, and
 * whoever owns the machine does it. What was done comes back as another event.
 */

/** Effects are done in their order, after the new state is seen. */
export type Step<State, Event, Effect> = (state: State, event: Event) => readonly [State, readonly Effect[]]

export class Machine<State, Event, Effect> {
  private state: State
  private readonly waiting: Event[] = []
  private running = false
  private readonly listeners = new Set<() => void>()
  private readonly step: Step<State, Event, Effect>
  private readonly run: (effect: Effect) => void

  constructor(state: State, step: Step<State, Event, Effect>, run: (effect: Effect) => void) {
    this.state = state
    this.step = step
    this.run = run
  }

  current = (): State => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** One event after the other: what effects tell at once waits until the event before it is done with. */
  tell = (event: Event): void => {
    this.waiting.push(event)
    if (this.running) return
    this.running = true
    try {
      for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
        const [state, effects] = this.step(this.state, next)
        if (!Object.is(state, this.state)) {
          this.state = state
          for (const listener of this.listeners) listener()
        }
        for (const effect of effects) this.run(effect)
      }
    } finally {
      this.running = false
      this.waiting.length = 0
    }
  }
}

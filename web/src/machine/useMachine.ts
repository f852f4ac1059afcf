import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Machine, type Step } from './machine'

/** A machine of this component, from its first look on; the newest `step` takes its steps, the newest `run` its effects. */
export function useMachine<State, Event, Effect>(
  begin: () => State,
  step: Step<State, Event, Effect>,
  run: (effect: Effect, tell: (event: Event) => void) => void,
): readonly [State, (event: Event) => void] {
  const latest = useRef({ step, run })
  useLayoutEffect(() => {
    latest.current = { step, run }
  })
  const [machine] = useState(() => {
    const made: Machine<State, Event, Effect> = new Machine(
      begin(),
      (state, event) => latest.current.step(state, event),
      (effect: Effect) => {
        latest.current.run(effect, made.tell)
      },
    )
    return made
  })
  return [useSyncExternalStore(machine.subscribe, machine.current), machine.tell]
}

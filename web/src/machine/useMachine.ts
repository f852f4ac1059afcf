import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Machine, type Step } from './machine'

/** A machine of this component, from its first look on; effects are done by the newest `run`. */
export function useMachine<State, Event, Effect>(
  begin: () => State,
  step: Step<State, Event, Effect>,
  run: (effect: Effect, tell: (event: Event) => void) => void,
): readonly [State, (event: Event) => void] {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  const [machine] = useState(() => {
    const made: Machine<State, Event, Effect> = new Machine(begin(), step, (effect: Effect) => {
      latest.current(effect, made.tell)
    })
    return made
  })
  return [useSyncExternalStore(machine.subscribe, machine.current), machine.tell]
}

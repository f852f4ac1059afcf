/** Listens for keys anywhere on the page, so that they still work after a mouse click. */
import { useLayoutEffect, useRef } from 'react'
import type { Asked } from '@/kinds/registry'
import { commandOf, type Command, type KeyWishes, type Press } from './keys'

interface Keys {
  form: Asked[]
  active: number
  wishes: KeyWishes
  enabled: boolean
  run: (command: Command) => void
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  // Before anything is painted: whoever sees the item may press a key at once.
  useLayoutEffect(() => {
    latest.current = keys
  })
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { form, active, wishes, enabled, run } = latest.current
      // A key that is composing a character (Japanese, Chinese, accents) belongs to the writer.
      if (!enabled || event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('[data-own-keys], dialog, [role="dialog"], [role="menu"]')) return
      const press: Press = {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
        on: whatIs(target),
      }
      if (event.repeat && press.key !== 'z' && !press.key.startsWith('Arrow')) return
      const command = commandOf(press, wishes, form, active)
      if (!command) return
      event.preventDefault()
      run(command)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}

function whatIs(element: HTMLElement | null): Press['on'] {
  if (element === null) return 'page'
  // A text with a cursor that can only be read takes no letters.
  if (element.isContentEditable && element.ariaReadOnly === 'true') return 'page'
  // Letters in a list of options go to the option that begins with them.
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return 'text'
  if (element.isContentEditable) return 'text'
  if (element instanceof HTMLInputElement)
    return element.type === 'radio' || element.type === 'checkbox' ? 'choice' : 'line'
  return element.closest('button, a, summary, [role="button"]') ? 'button' : 'page'
}

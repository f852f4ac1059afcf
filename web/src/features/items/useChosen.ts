import { useRef, useState } from 'react'

/** The chosen rows of a list, one by one or from one to another. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const anchor = useRef<number | null>(null)
  return {
    chosen,
    clear: () => {
      setChosen(new Set())
      anchor.current = null
    },
    /** Chooses a row or not; with `through`, all rows from the last one that was touched do the same. */
    choose: (rows: number[], id: number, is: boolean, through: boolean) => {
      const from = through && anchor.current !== null ? rows.indexOf(anchor.current) : -1
      const to = rows.indexOf(id)
      const touched = from < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1)
      anchor.current = id
      setChosen((before) => {
        const next = new Set(before)
        for (const one of touched)
          if (is) next.add(one)
          else next.delete(one)
        return next
      })
    },
    chooseAll: (rows: number[], is: boolean) => {
      setChosen(new Set(is ? rows : []))
    },
  }
}

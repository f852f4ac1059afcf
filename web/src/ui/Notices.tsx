import { Button, CloseButton } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import styles from './Notices.module.css'
import { general as s } from './strings/general'

interface Notice {
  text: string
  /** Takes the deed back. */
  undo?: () => void
  /** Said often: it goes soon, and has no button that would lie over others. */
  brief?: boolean
}
type Show = (notice: Notice) => void

const Context = createContext<Show>(() => undefined)

/** Says in a sentence what has been done, with a way back where there is one. */
export function useNotice(): Show {
  return useContext(Context)
}

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<(Notice & { id: number }) | null>(null)
  const show = useCallback<Show>((next) => {
    setNotice((last) => ({ ...next, id: (last?.id ?? 0) + 1 }))
  }, [])
  const away = useCallback(() => {
    setNotice(null)
  }, [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(away, notice.undo ? 12_000 : notice.brief ? 2_500 : 6_000)
    return () => {
      clearTimeout(timer)
    }
  }, [notice, away])
  const value = useMemo(() => show, [show])
  return (
    <Context.Provider value={value}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {notice && (
          <div className={styles.notice} key={notice.id} data-brief={notice.brief || undefined}>
            <span className={styles.text}>{notice.text}</span>
            {notice.undo && (
              <Button
                size="compact-sm"
                variant="white"
                onClick={() => {
                  notice.undo?.()
                  away()
                }}
              >
                {s.undo}
              </Button>
            )}
            {!notice.brief && (
              <CloseButton size="sm" variant="transparent" c="inherit" aria-label={s.close} onClick={away} />
            )}
          </div>
        )}
      </div>
    </Context.Provider>
  )
}

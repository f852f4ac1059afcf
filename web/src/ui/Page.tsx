import { type ReactNode, useEffect } from 'react'
import styles from './Page.module.css'
import { general } from './strings/general'

interface PageProps {
  title: string
  /** A line above the title: where this page belongs. */
  above?: ReactNode
  /** A sentence under the title. */
  lead?: ReactNode
  actions?: ReactNode
  /** Narrow pages are forms and text. */
  narrow?: boolean
  children: ReactNode
}

export function Page({ title, above, lead, actions, narrow = false, children }: PageProps) {
  useTitle(title)
  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      <header className={styles.head}>
        <div className={styles.words}>
          {above && <div className={styles.above}>{above}</div>}
          <h1 className={styles.title}>{title}</h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** The title of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${general.name}` : general.name
  }, [title])
}

interface PanelProps {
  /** What an address points to. */
  id?: string
  title?: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A surface that holds one matter. */
export function Panel({ id, title, note, actions, children }: PanelProps) {
  return (
    <section id={id} className={styles.panel} aria-label={title}>
      {(title ?? actions) && (
        <div className={styles.panelHead}>
          <div className={styles.words}>
            {title && <h2 className={styles.panelTitle}>{title}</h2>}
            {note && <p className={styles.note}>{note}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** An empty list: says why it is empty and what to do. */
export function Empty({ title, why, children }: { title?: string; why: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {title && <p className={styles.emptyTitle}>{title}</p>}
      <p className={styles.emptyWhy}>{why}</p>
      {children && <div className={styles.emptyActions}>{children}</div>}
    </div>
  )
}

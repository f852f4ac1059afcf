/** The answers on the desk: every change is a step of undo, is in this browser at once, and is saved a moment later. */
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { calls } from '@/api/calls'
import { useKeeping } from '@/api/keeping/context'
import { DraftKeeper, startingPoint, type SavedMark } from '@/api/keeping/draft'
import type { Claim, Draft } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { begin, redo, step, undo, type History } from '@/kinds/history'
import { fitting, sameAnswers, type Asked } from '@/kinds/registry'
import type { KeptDraft } from '@/api/keeping/store'

export interface Opened {
  answers: Answers
  /** Titles of questions whose earlier answers no longer fit. */
  lost: string[]
  draft: KeptDraft
  theirs: Draft | null
}

/** What to begin with on this claim; null while the browser's store is read. */
export function useOpened(claim: Claim, form: Asked[]): Opened | null {
  const { keeping, outbox } = useKeeping()
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    let gone = false
    void keeping.draft(outbox.person, claim.id).then((kept) => {
      if (gone) return
      const stored = claim.annotation
        ? { answers: claim.annotation.answers, revision: 0, saved_at: '' }
        : claim.draft
      const start = startingPoint(kept, stored, sameAnswers)
      const { fits, lost } = fitting(form, start.answers)
      setOpened({
        answers: fits,
        lost,
        theirs: start.theirs,
        draft: {
          claim: claim.id,
          person: outbox.person,
          answers: start.answers,
          formVersion: claim.form_version,
          base: start.base,
          dirty: start.dirty,
        },
      })
    })
    return () => {
      gone = true
    }
  }, [claim, form, keeping, outbox])
  return opened
}

export function useAnswers(claim: Claim, form: Asked[], opened: Opened) {
  const { keeping } = useKeeping()
  const [history, setHistory] = useState<History<Answers>>(() => begin(opened.answers))
  const correcting = claim.annotation !== null
  // Access may end while the item is on the desk: the next saved draft says so.
  const [inHand, setInHand] = useState(claim.in_hand)

  // Made once per claim, in an effect, because it owns a timer.
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null)
  useEffect(() => {
    if (correcting) return
    const mark: SavedMark = opened.theirs
      ? { is: 'conflict', theirs: opened.theirs }
      : opened.draft.dirty
        ? { is: 'unsaved' }
        : claim.draft
          ? { is: 'saved', at: claim.draft.saved_at }
          : { is: 'empty' }
    const made = new DraftKeeper(keeping, opened.draft, mark, {
      save: async (...draft) => {
        const saved = await calls.saveDraft(...draft)
        setInHand(saved.in_hand)
        return saved
      },
      read: calls.readClaim,
      same: sameAnswers,
    })
    setKeeper(made)
    const back = () => void made.now()
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('online', back)
      void made.now()
      made.stop()
    }
  }, [claim, correcting, keeping, opened])

  const silent = useMemo(() => ({ subscribe: () => () => undefined, current: (): SavedMark => EMPTY }), [])
  const source = keeper ?? silent
  const mark = useSyncExternalStore(source.subscribe, source.current)

  // What changed since the last save goes to the keeper: one place for typing, choosing, undo and redo.
  const told = useRef(opened.answers)
  useEffect(() => {
    if (history.now === told.current) return
    told.current = history.now
    if (correcting)
      void keeping.putDraft({
        ...opened.draft,
        answers: history.now,
        formVersion: claim.form_version,
        dirty: true,
      })
    else keeper?.change(history.now, claim.form_version)
  }, [claim, correcting, history, keeper, keeping, opened])

  const gesture = useCallback(
    (key: string, made: unknown) => {
      const asked = form.find((one) => one.question.key === key)
      if (!asked?.kind) return
      const { kind, question } = asked
      setHistory((before) => {
        const was = kind.readAnswer(question, before.now[question.key])
        const is = kind.reduce(question, was, made)
        if (Object.is(was, is) || (was !== null && is !== null && sameAnswers({ a: was }, { a: is })))
          return before
        const next = { ...before.now }
        if (is === null) Reflect.deleteProperty(next, question.key)
        else next[question.key] = is
        return step(before, next, kind.joins(was, is))
      })
    },
    [form],
  )
  const replace = useCallback((answers: Answers) => {
    setHistory((before) => step(before, answers))
  }, [])
  const resolve = useCallback(
    (answers: Answers, theirs: Draft) => {
      setHistory((before) => step(before, answers))
      told.current = answers
      keeper?.resolve(answers, theirs)
    },
    [keeper],
  )
  return {
    answers: history.now,
    changed: history.past.length > 0 || opened.draft.dirty,
    mark,
    inHand,
    keeper,
    gesture,
    replace,
    resolve,
    undo: useCallback(() => {
      setHistory(undo)
    }, []),
    redo: useCallback(() => {
      setHistory(redo)
    }, []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}

const EMPTY: SavedMark = { is: 'empty' }

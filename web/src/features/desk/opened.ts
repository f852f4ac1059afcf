import { startingPoint, type SavedMark } from '@/api/keeping/draft'
import type { KeptDraft } from '@/api/keeping/store'
import type { Claim } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { fitting, sameAnswers, type Asked } from '@/kinds/registry'

/** What the browser and the server have of a claim when it comes onto the desk. */
export interface Opened {
  /** What of the draft fits the questions. */
  answers: Answers
  draft: KeptDraft
  mark: SavedMark
  /** Titles of questions whose earlier answers no longer fit. */
  lost: string[]
}

/** What to begin with: newer work that this browser has, else what the server has. */
export function openedOf(claim: Claim, form: Asked[], person: number, kept: KeptDraft | undefined): Opened {
  const stored = claim.annotation
    ? { answers: claim.annotation.answers, revision: 0, saved_at: '' }
    : claim.draft
  const { answers, base, dirty, theirs } = startingPoint(kept, stored, sameAnswers)
  const { fits, lost } = fitting(form, answers)
  const mark: SavedMark = theirs
    ? { is: 'conflict', theirs }
    : dirty
      ? { is: 'unsaved' }
      : claim.draft
        ? { is: 'saved', at: claim.draft.saved_at }
        : { is: 'empty' }
  const draft = { claim: claim.id, person, answers, formVersion: claim.form_version, base, dirty }
  return { answers: fits, draft, mark: claim.annotation ? { is: 'empty' } : mark, lost }
}

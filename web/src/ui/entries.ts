import { inbox as s } from './strings/inbox'

interface EntryLike {
  about:
    | 'flag'
    | 'review'
    | 'gold'
    | 'thread'
    | 'proposal'
    | 'appeal'
    | 'mended'
    | 'guideline'
    | 'thanks'
    | 'revealed'
    | 'reveal_appeal'
    | 'qualification'
    | 'restriction'
    | 'hours'
    | 'key_appeal'
    | 'application'
  decision: string | null
  i_asked: boolean
  upheld: boolean | null
  thanked_for: keyof typeof s.thanks.for | null
  beside: { alike: boolean }[]
}

/** What an entry of the inbox says in a line: there, and beside the answer that it is about. */
export function titleOf(entry: EntryLike): string {
  if (entry.about === 'flag') return s.flag
  if (entry.about === 'gold') return s.gold
  if (entry.about === 'proposal') {
    if (entry.decision === null) return s.proposal.waits
    return entry.decision === 'declined'
      ? s.proposal.declined(entry.i_asked)
      : s.proposal.accepted(entry.i_asked)
  }
  if (entry.about === 'thread') return entry.i_asked ? s.thread : s.threadWaits
  if (entry.about === 'appeal') return entry.upheld ? s.appeal.upheld : s.appeal.declined
  if (entry.about === 'mended') return s.mended
  if (entry.about === 'guideline') return s.guideline.title
  if (entry.about === 'thanks') return s.thanks.for[entry.thanked_for ?? 'answer']
  if (entry.beside.length === 0) return s.review.looked
  return entry.beside.every((row) => row.alike) ? s.review.alike : s.review.otherwise
}

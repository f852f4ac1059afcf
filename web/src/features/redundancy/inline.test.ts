import { describe, expect, it } from 'vitest'
import { inline } from './inline'

const same = (text: string) => ({ text, only_here: false })
const only = (text: string) => ({ text, only_here: true })

describe('a text beside the one that stays', () => {
  it('shows what it has more and what it lacks, in order', () => {
    const runs = inline(
      [same('The '), only('cat'), same(' sat.')],
      [same('The '), only('dog'), same(' sat.')],
    )
    expect(runs).toEqual([
      { kind: 'same', text: 'The ' },
      { kind: 'less', text: 'cat' },
      { kind: 'more', text: 'dog' },
      { kind: 'same', text: ' sat.' },
    ])
  })
  it('shows what only the other one has at its end', () => {
    expect(inline([same('Good'), only(' work')], [same('Good')])).toEqual([
      { kind: 'same', text: 'Good' },
      { kind: 'less', text: ' work' },
    ])
  })
  it('shows what only it has, at the beginning and the end', () => {
    const runs = inline([same('work')], [only('Good '), same('work'), only('!')])
    expect(runs.map((run) => run.kind)).toEqual(['more', 'same', 'more'])
    expect(runs.map((run) => run.text).join('')).toBe('Good work!')
  })
  it('is the text itself when nothing differs', () => {
    expect(inline([], [same('Good work')])).toEqual([{ kind: 'same', text: 'Good work' }])
  })
})

/** Where keys lead in conversations and code, and what becomes of what was said of a text that changed. */
import { expect, test } from 'vitest'
import { woven } from '@/ui/Differences'
import { follow, gestureOf, opening, viewOf } from './chat/reduce'
import type { Json, PartLike } from './contract'
import { begin, step, undo } from './history'
import { kindOf } from './registry'
import './setups'
import { lengthOf, markOf } from './sources'
import { lettersOfAWord } from './typing'

const chat = kindOf('chat')
if (!chat) throw new Error('no kind')
const question = chat.readQuestion({
  key: 'talk',
  kind: 'chat',
  title: '?',
  turns: ['Good', 'Bad'],
  whole: true,
  rewrite: true,
}) as unknown as Parameters<typeof opening>[0]
const talk = (...texts: string[]): PartLike[] => [
  {
    name: 'talk',
    type: 'conversation',
    data: {
      turns: texts.flatMap((text) => [
        { role: 'user', text: '?' },
        { role: 'assistant', text },
      ]),
    },
  },
]

test('marks are those of the server', () => {
  expect(markOf('')).toBe('0-00000000')
  expect(markOf('Zoë 🥶')).toBe('5-c60a9111')
  expect(lengthOf('🥶e\u0301\ud800')).toBe(4)
})

test('a verdict goes on to the next turn, and then to the whole', () => {
  const parts = talk('a', 'b')
  let view: unknown = opening(question, parts)
  const said: unknown[] = []
  for (const key of ['1', '2', '5']) {
    const gesture = gestureOf(question, key, view, parts)
    if (!gesture) throw new Error(key)
    said.push(gesture)
    view = follow(question, null, gesture, view)
  }
  expect(said).toMatchObject([
    { does: 'judge', turn: 1, label: 'good' },
    { does: 'judge', turn: 3, label: 'bad' },
    { does: 'rate', value: 5 },
  ])
  expect(viewOf(question, 'ArrowUp', view, parts)?.at).toBe(3)
  expect(viewOf(question, 'e', view, parts)).toEqual(view)
  expect(viewOf(question, 'x', view, parts)).toBeUndefined()
})

test('what was said of another text is not taken over', () => {
  const gesture = (text: string, label: string) => ({ does: 'judge', turn: 1, source: markOf(text), label })
  const rewrite = { does: 'rewrite', turn: 1, source: markOf('old'), text: 'mine' }
  let answer: Json | null = chat.reduce(question, null, gesture('old', 'good'))
  answer = chat.reduce(question, answer, rewrite)
  answer = chat.reduce(question, answer, gesture('new', 'bad'))
  expect(answer).toEqual({
    turns: [{ turn: 1, source: markOf('new'), labels: ['bad'], rewrite: null }],
    whole: null,
    reply: null,
  })
})

test('undo takes back words of a rewrite, wherever they are written', () => {
  let history = begin<Json | null>(null)
  const write = (text: string) => {
    const next = chat.reduce(question, history.now, { does: 'rewrite', turn: 1, source: markOf('x'), text })
    history = step(history, next, chat.joins(history.now, next))
  }
  write('end')
  for (const text of ['n end', 'ne end', 'new end', 'new  end', 'new b end', 'new bi end']) write(text)
  const last = (raw: Json | null) => (raw?.turns as { rewrite: string }[])[0]?.rewrite
  expect(last(history.now)).toBe('new bi end')
  history = undo(history)
  expect(last(history.now)).toBe('new  end')
  expect(lettersOfAWord('a', 'a pasted text')).toBe(false)
})

test('differences read as one text: what is gone, then what is written', () => {
  const pieces = woven('Their going home 🥶.', 'They are going home.')
  const from = pieces.filter(({ is }) => is !== 'new').map(({ text }) => text)
  const to = pieces.filter(({ is }) => is !== 'gone').map(({ text }) => text)
  expect(from.join('')).toBe('Their going home 🥶.')
  expect(to.join('')).toBe('They are going home.')
  expect(pieces[0]).toEqual({ text: 'Their', is: 'gone' })
})

test('a comment on code is written where the cursor is, once', () => {
  const code = kindOf('code')
  if (!code) throw new Error('no kind')
  const review = code.readQuestion({ key: 'r', kind: 'code', title: '?', criteria: ['Right'] })
  const parts: PartLike[] = [{ name: 'a', type: 'code', text: 'x\ny\n' }]
  const view = { ...(code.opening?.(review, parts, '') as object), lines: { part: 'a', first: 2, last: 2 } }
  const gesture = code.gestureOf(review, 'c', view, parts)
  const once = code.reduce(review, null, gesture)
  expect(once?.comments).toEqual([{ part: 'a', first: 2, last: 2, text: '' }])
  expect(code.reduce(review, once, gesture)).toBe(once)
  expect(code.reduce(review, once, { does: 'drop', at: 0 })).toBeNull()
})

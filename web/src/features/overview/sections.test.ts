import { expect, test } from 'vitest'
import { sectionsNaming } from './sections'

const GUIDELINE = `Choose one.

# What is **good**
A *good* answer says so. A not good one does not.

## Irony
Irony counts as what is meant.

\`\`\`
# not a heading: bad
\`\`\`

## Doubt
Good or not  good? Take *not good*.
`

test('sections that name both answers come first', () => {
  expect(sectionsNaming(GUIDELINE, 'good', 'Not good')).toEqual([
    { title: 'What is good', both: true },
    { title: 'Doubt', both: true },
  ])
  expect(sectionsNaming(GUIDELINE, 'bad', 'choose')).toEqual([
    { title: '', both: false },
    { title: 'Irony', both: false },
  ])
})

test('a longer answer is not taken for the shorter one inside it, nor part of a word for the word', () => {
  expect(sectionsNaming('# A\nonly not good here', 'good', 'not good')).toEqual([{ title: 'A', both: false }])
  expect(sectionsNaming('# A\ngoodness', 'good', 'bad')).toEqual([])
})

test('answers with signs in them are words too', () => {
  expect(sectionsNaming('# C++\nC++ (not C) and c#', 'C++', 'C#')).toEqual([{ title: 'C++', both: true }])
  expect(sectionsNaming('anything', '', '(')).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { readDraft } from './draft'

const tier = { name: 'expert', byWork: true, least: '92,5', items: '40' }

describe('a tier that is written', () => {
  it('is a share and a number of items, or neither', () => {
    expect(readDraft(tier)).toEqual({ name: 'expert', least: 0.925, items: 40 })
    expect(readDraft({ ...tier, byWork: false, least: '' })).toEqual({
      name: 'expert',
      least: null,
      items: null,
    })
  })
  it.each([
    { name: ' ' },
    { least: '' },
    { least: '100' },
    { least: '0' },
    { least: 'most' },
    { items: '9' },
    { items: '12.5' },
    { items: '' },
  ])('is not taken with %o', (part) => {
    expect(readDraft({ ...tier, ...part })).toBeNull()
  })
})

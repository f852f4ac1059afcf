/**
 * Words whose sentences stay as they are written, whatever people are called: a name that runs from right to left keeps to
 * itself (U+2068 … U+2069), or the number beside it would change sides; what turns a line round by itself is left out.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g
const OTHERWISE = /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/

export function isolating<Said>(words: Said): Said {
  if (typeof words === 'function') {
    const say = words as unknown as (...facts: unknown[]) => unknown
    return ((...facts: unknown[]) => say(...facts.map(alone))) as unknown as Said
  }
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return words
  return Object.fromEntries(
    Object.entries(words).map(([name, said]) => [name, isolating(said as unknown)]),
  ) as Said
}

function alone(fact: unknown): unknown {
  return typeof fact === 'string' && OTHERWISE.test(fact) ? `\u2068${fact.replace(TURNING, '')}\u2069` : fact
}

/** Chance that can be drawn again: the same seed gives the same order, so that a reload shows what was shown before. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const next = draws(seed)
  const made = [...items]
  for (let i = made.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const [one, other] = [made[i], made[j]]
    if (one !== undefined && other !== undefined) [made[i], made[j]] = [other, one]
  }
  return made
}

/** Numbers from 0 to 1: FNV-1a of the seed, then mulberry32. */
function draws(seed: string): () => number {
  let state = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

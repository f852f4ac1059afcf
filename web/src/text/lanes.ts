/** Lines under a text, one above the other, so that spans which overlap can be told apart without their colours. */

/** Which lane each stretch has; the first lane is nearest to the text. Inner stretches lie nearer than outer ones. */
export function lanesOf(stretches: readonly { start: number; end: number }[]): number[] {
  // The shorter first: what lies inside another is nearer to the text.
  const order = stretches
    .map((_, i) => i)
    .sort((a, b) => {
      const [x, y] = [stretches[a], stretches[b]]
      if (!x || !y) return 0
      return x.end - x.start - (y.end - y.start) || x.start - y.start || a - b
    })
  const lanes = new Array<number>(stretches.length).fill(0)
  const taken: { start: number; end: number }[][] = []
  for (const i of order) {
    const mine = stretches[i]
    if (!mine) continue
    let lane = 0
    while (taken[lane]?.some((other) => other.start < mine.end && mine.start < other.end)) lane++
    ;(taken[lane] ??= []).push(mine)
    lanes[i] = lane
  }
  return lanes
}

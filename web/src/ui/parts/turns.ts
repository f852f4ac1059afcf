/** Turns of a conversation out of a part's data. */

export interface Turn {
  role: string
  name: string
  text: string
  /** Whatever else the turn has: calls of functions, pieces that are no text. */
  rest: Record<string, unknown>
}

/** The turns; null when there are none to be read. A turn that is no object stands as one without a text. */
export function turnsOf(data: Record<string, unknown> | null | undefined): Turn[] | null {
  if (!Array.isArray(data?.turns)) return null
  return data.turns.map((raw: unknown) => {
    const turn = (raw !== null && typeof raw === 'object' ? raw : {}) as Record<string, unknown>
    const { role, name, text, ...rest } = turn
    return {
      role: typeof role === 'string' ? role : '',
      name: typeof name === 'string' ? name : '',
      text: typeof text === 'string' ? text : '',
      rest,
    }
  })
}

interface Said {
  type: string
  text?: string | null
  data?: Record<string, unknown> | null
}

/** Texts of these parts that are drawn: what the turns of conversations say, and, where texts are Markdown, those. */
export function drawnTexts(parts: readonly Said[], markdown: boolean): string[] {
  return parts.flatMap((part) => {
    if (part.type === 'text') return markdown ? [part.text ?? ''] : []
    return part.type === 'conversation' ? (turnsOf(part.data) ?? []).map((turn) => turn.text) : []
  })
}

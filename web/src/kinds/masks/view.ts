/** What the hand is at while it paints masks. */
import type { PicturePoint, Size } from '@/geometry/picture'
import { within, type Corner } from '@/geometry/rings'
import type { Json } from '../contract'
import * as paths from '../points/path'
import { IDLE } from '../regions/view'

export const TOOLS = ['brush', 'erase', 'outline', 'take'] as const
export type Tool = (typeof TOOLS)[number]

export type Refusal = 'nothing' | 'few' | 'others' | 'unmade' | 'locked'

/** The path is an open outline, or the way of a brush that keys hold down. */
export interface MaskView extends paths.PathView<Refusal> {
  tool: Tool
  /** The diameter of the brush and of the eraser, in pixels of the picture. */
  brush: number
}

export const LARGEST_BRUSH = 400

/** The width that was chosen last, on whichever item: the next one begins with it. */
let chosen = 24

export const maskViewed = (view: unknown): MaskView => ({
  ...IDLE,
  ...paths.NO_PATH,
  tool: 'brush',
  brush: chosen,
  ...(typeof view === 'object' && view !== null ? view : {}),
})

/** What is begun and not done yet, to be kept; null: nothing. */
export function begun(view: MaskView): Json | null {
  const path = paths.begun(view)
  const { tool, brush, cursor } = view
  return path && { ...path, tool, brush, cursor }
}

/** The hand with what was kept of it; null: what was kept is none. */
export function takenUp(kept: Json): MaskView | null {
  const path = paths.takenUp(kept)
  if (!path) return null
  const tool = TOOLS.find((one) => one === kept.tool) ?? 'outline'
  const brush = typeof kept.brush === 'number' ? sized(kept.brush) : maskViewed(null).brush
  return { ...maskViewed(path), tool, brush, cursor: tool === 'outline' ? null : (path.path.at(-1) ?? null) }
}

export const isBrush = ({ tool }: MaskView): boolean => tool === 'brush' || tool === 'erase'

/** With nothing that is begun. */
export const ended = (view: MaskView): MaskView => ({ ...view, path: [], undone: [], refused: null })

/** With another tool; what was begun with the one before is over. */
export const holding = (view: MaskView, tool: Tool): MaskView => ({
  ...ended(view),
  tool,
  cursor: null,
  held: tool === 'take' ? null : view.held,
})

const sized = (brush: number): number => Math.min(Math.max(Math.round(brush), 1), LARGEST_BRUSH)

export function withBrush(view: MaskView, brush: number): MaskView {
  chosen = sized(brush)
  return { ...view, brush: chosen }
}

/** The next larger or smaller brush. */
export const stepped = (view: MaskView, by: 1 | -1): MaskView =>
  withBrush(view, view.brush + by * Math.max(1, Math.round(view.brush / 5)))

/**
 * The middle of the brush at a place: an odd one has its middle in the middle of a pixel, an even one between pixels. So what it
 * paints is as high as it is wide. On the right and lower border of the picture the last pixel is meant: behind it is none.
 */
export function middleAt(place: PicturePoint, brush: number, picture: Size): Corner {
  const { x, y } = within(place, picture)
  if (brush % 2 === 0) return [Math.round(x), Math.round(y)]
  return [Math.min(Math.floor(x), picture.width - 1) + 0.5, Math.min(Math.floor(y), picture.height - 1) + 0.5]
}

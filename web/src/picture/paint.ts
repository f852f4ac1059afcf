/** Draws all marks but the one in hand, as plainly as there are many of them. */
import type { Size, Viewport } from '@/geometry/picture'
import type { Ring, Scene } from './scene'

/** Marks in sight up to which each has its name, and a dark line under its own. */
const NAMED = 40
const LINED = 2_000
/** CSS pixels: smaller ones are dots. */
const DOT = 3
/** CSS pixels from the middle of a marked point to its border. */
const POINT = 3

export function paint(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: Viewport,
  size: Size,
  density: number,
  left: ReadonlySet<string>,
): void {
  context.setTransform(density, 0, 0, density, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  const { marks, borders } = scene
  const { scale } = view
  const at = (n: number, side: number) => borders[4 * n + side] ?? 0
  const seen = (n: number) =>
    at(n, 2) * scale + view.left >= 0 &&
    at(n, 0) * scale + view.left <= size.width &&
    at(n, 3) * scale + view.top >= 0 &&
    at(n, 1) * scale + view.top <= size.height
  let count = 0
  for (let n = 0; n < marks.length; n++) if (seen(n)) count++
  const lined = count <= LINED
  const named: number[] = []
  for (const { color, dash, places } of scene.pens) {
    const lines = new Path2D()
    const dots = new Path2D()
    for (const n of places) {
      if (!seen(n)) continue
      if (left.size > 0 && left.has(marks[n]?.id ?? '')) continue
      const x = at(n, 0) * scale + view.left
      const y = at(n, 1) * scale + view.top
      const width = (at(n, 2) - at(n, 0)) * scale
      const height = (at(n, 3) - at(n, 1)) * scale
      if (width < DOT && height < DOT && !marks[n]?.dots) {
        dots.rect(x, y, Math.max(width, 1.5), Math.max(height, 1.5))
        continue
      }
      const { rings = [], open = false, dots: points = [] } = marks[n] ?? {}
      if (rings.length === 0 && points.length === 0) lines.rect(x, y, width, height)
      for (const ring of rings) trace(lines, ring, view, width + height, open)
      for (const point of points) {
        const [across, down] = [point.x * scale + view.left, point.y * scale + view.top]
        for (const path of point.hollow ? [lines] : [lines, dots]) {
          path.moveTo(across + POINT, down)
          path.arc(across, down, POINT, 0, 2 * Math.PI)
        }
      }
      if (count <= NAMED && (width > 24 || points.length > 0)) named.push(n)
    }
    context.setLineDash([])
    if (lined) {
      context.strokeStyle = 'rgb(0 0 0 / 55%)'
      context.lineWidth = 4
      context.stroke(lines)
    }
    context.setLineDash([...dash])
    context.strokeStyle = context.fillStyle = color
    context.lineWidth = lined ? 2 : 1
    context.stroke(lines)
    context.fill(dots)
  }
  context.setLineDash([])
  context.font = '600 13px "Source Sans 3 Variable", system-ui, sans-serif'
  context.textBaseline = 'middle'
  for (const n of named) {
    const mark = marks[n]
    if (mark) tag(context, mark.name, mark.color, at(n, 0) * scale + view.left, at(n, 1) * scale + view.top)
  }
}

/** A line, with no more of its places than there are pixels to tell them apart. */
function trace(lines: Path2D, ring: Ring, { scale, left, top }: Viewport, room: number, open: boolean): void {
  const every = Math.max(1, Math.floor(ring.length / Math.max(room, 8)))
  for (let i = 0; i < ring.length; i += every) {
    const place = ring[i]
    if (!place) break
    if (i === 0) lines.moveTo(place.x * scale + left, place.y * scale + top)
    else lines.lineTo(place.x * scale + left, place.y * scale + top)
  }
  if (!open) lines.closePath()
}

const HEIGHT = 18

/** The name of a mark over its left upper corner, or inside where there is no room over it. */
function tag(context: CanvasRenderingContext2D, name: string, color: string, x: number, y: number): void {
  const short = [...name].length > 24 ? `${[...name].slice(0, 23).join('')}…` : name
  const width = context.measureText(short).width + 10
  const top = y >= HEIGHT ? y - HEIGHT : Math.max(y, 0)
  context.fillStyle = color
  context.fillRect(x - 1, top, width, HEIGHT)
  context.fillStyle = inkOn(color)
  context.fillText(short, x + 4, top + HEIGHT / 2 + 0.5)
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((n) => {
    const part = Number.parseInt(color.slice(n, n + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff'
}

/** Draws all marks but the one in hand, as plainly as there are many of them. */
import type { Size, Viewport } from '@/geometry/picture'
import type { Ring, Scene } from './scene'

/** Marks in sight up to which each has its name, and a dark line under its own. */
const NAMED = 40
const LINED = 2_000
/** Marks in sight from which on a layer that only moves is moved, not drawn again. */
const MANY = 200
/** CSS pixels that such a layer reaches beyond the element on each side. */
const BEYOND = 128
/** How much of the colour of what is coloured whole covers the picture. */
export const COVER = 0.35
/** CSS pixels: smaller ones are dots. */
const DOT = 3
/** CSS pixels from the middle of a marked point to its border. */
const POINT = 3
/** CSS pixels that a mark is drawn at most beyond the rectangle around it: the corners of an arrow's head go farthest. */
const WIDEST = 8

/** What a layer shows. */
export interface Shown {
  readonly scene: Scene
  readonly view: Viewport
  readonly size: Size
  readonly density: number
  readonly left: ReadonlySet<string>
}

/** What is on a layer: what it was drawn from, how far it reaches beyond its element, and how many marks that are. */
export interface Painted extends Shown {
  readonly beyond: number
  readonly count: number
}

/** A part of a layer, in CSS pixels from its corner. */
interface Part extends Size {
  readonly x: number
  readonly y: number
}

/**
 * CSS pixels by which what is on a layer has to be moved to show this; null: it has to be drawn.
 *
 * By whole pixels of the screen, else all lines would be blurred.
 */
export function moved(was: Painted | null, now: Shown): [number, number] | null {
  if (was?.scene !== now.scene || was.left !== now.left || was.density !== now.density) return null
  if (was.view.scale !== now.view.scale || was.beyond === 0) return null
  if (was.size.width !== now.size.width || was.size.height !== now.size.height) return null
  const whole = (by: number) => Math.round(by * now.density) / now.density
  return [whole(now.view.left - was.view.left), whole(now.view.top - was.view.top)]
}

/** Draws a layer for an element; one with many marks reaches beyond it, so that it can be moved. */
export function draw(canvas: HTMLCanvasElement, now: Shown): Painted {
  const { scene, view, size, density } = now
  const beyond = inSight(scene, view, size) > MANY ? BEYOND : 0
  const whole = wholeOf(now, beyond)
  const [across, down] = [Math.round(whole.width * density), Math.round(whole.height * density)]
  // A canvas that is told its size is made anew, also if it had it.
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
  const place = { left: -beyond, top: -beyond, ...whole }
  for (const [side, pixels] of Object.entries(place)) canvas.style.setProperty(side, `${String(pixels)}px`)
  const painted = { ...now, beyond, count: inSight(scene, around(view, beyond), whole) }
  const context = canvas.getContext('2d')
  if (context) paint(context, painted, { x: 0, y: 0, ...whole })
  return painted
}

/** Moves what is on a layer, and draws the strips that come into it. */
export function advance(canvas: HTMLCanvasElement, was: Painted, right: number, down: number): Painted {
  const { density, beyond, view } = was
  const whole = wholeOf(was, beyond)
  const at = { ...view, left: view.left + right, top: view.top + down }
  if (Math.abs(right) >= whole.width || Math.abs(down) >= whole.height)
    return draw(canvas, { ...was, view: at })
  const painted = { ...was, view: at }
  const context = canvas.getContext('2d')
  if (!context) return painted
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'copy'
  context.drawImage(canvas, Math.round(right * density), Math.round(down * density))
  context.globalCompositeOperation = 'source-over'
  const [wide, high] = [Math.abs(right), Math.abs(down)]
  const beside = { x: right > 0 ? 0 : whole.width - wide, y: 0, width: wide, height: whole.height }
  const over = {
    x: right > 0 ? wide : 0,
    y: down > 0 ? 0 : whole.height - high,
    width: whole.width - wide,
    height: high,
  }
  for (const part of [beside, over]) if (part.width > 0 && part.height > 0) paint(context, painted, part)
  return painted
}

/** The size of a layer, in whole pixels of the screen. */
function wholeOf({ size, density }: Shown, beyond: number): Size {
  const whole = (side: number) => Math.round((side + 2 * beyond) * density) / density
  return { width: whole(size.width), height: whole(size.height) }
}

const around = (view: Viewport, beyond: number): Viewport => ({
  ...view,
  left: view.left + beyond,
  top: view.top + beyond,
})

function seenIn({ borders }: Scene, { scale, left, top }: Viewport, part: Part): (n: number) => boolean {
  const at = (n: number, side: number) => borders[4 * n + side] ?? 0
  return (n) =>
    at(n, 2) * scale + left >= part.x - WIDEST &&
    at(n, 0) * scale + left <= part.x + part.width + WIDEST &&
    at(n, 3) * scale + top >= part.y - WIDEST &&
    at(n, 1) * scale + top <= part.y + part.height + WIDEST
}

function inSight(scene: Scene, view: Viewport, size: Size): number {
  const seen = seenIn(scene, view, { x: 0, y: 0, ...size })
  let count = 0
  for (let n = 0; n < scene.marks.length; n++) if (seen(n)) count++
  return count
}

/** Draws a part of a layer anew, and nothing beside it. */
function paint(context: CanvasRenderingContext2D, painted: Painted, part: Part): void {
  const { scene, density, left, count } = painted
  const { marks, borders } = scene
  const view = around(painted.view, painted.beyond)
  const { scale } = view
  context.setTransform(density, 0, 0, density, 0, 0)
  context.clearRect(part.x, part.y, part.width, part.height)
  context.save()
  context.beginPath()
  context.rect(part.x, part.y, part.width, part.height)
  context.clip()
  const at = (n: number, side: number) => borders[4 * n + side] ?? 0
  const seen = seenIn(scene, view, part)
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
      const { rings = [], open = false, filled = false, arrow = false, dots: points = [] } = marks[n] ?? {}
      if (rings.length === 0 && points.length === 0) lines.rect(x, y, width, height)
      const own = filled ? new Path2D() : lines
      for (const ring of rings) trace(own, ring, view, width + height, open)
      if (own !== lines) {
        context.globalAlpha = COVER
        context.fillStyle = color
        // One by one: where two lie over each other, both are seen.
        context.fill(own, 'evenodd')
        context.globalAlpha = 1
        lines.addPath(own)
      }
      if (arrow) for (const ring of rings) head(dots, ring, view)
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
  context.restore()
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
  const last = ring.at(-1)
  if (open && last) lines.lineTo(last.x * scale + left, last.y * scale + top)
}

/** CSS pixels of the head of an arrow. */
const HEAD = 10

/** The head of an arrow at the end of a line. */
function head(path: Path2D, ring: Ring, { scale, left, top }: Viewport): void {
  const [before, end] = ring.slice(-2)
  if (!before || !end) return
  const [x, y] = [end.x * scale + left, end.y * scale + top]
  const angle = Math.atan2(end.y - before.y, end.x - before.x)
  const corner = (far: number, side: number) =>
    [
      x + far * Math.cos(angle) - side * Math.sin(angle),
      y + far * Math.sin(angle) + side * Math.cos(angle),
    ] as const
  path.moveTo(...corner(HEAD / 2, 0))
  path.lineTo(...corner(-HEAD / 2, HEAD / 2))
  path.lineTo(...corner(-HEAD / 2, -HEAD / 2))
  path.closePath()
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

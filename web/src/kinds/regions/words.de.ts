/** Words of the kinds that mark regions in pictures, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  of: (name, n) => `${name} ${count(n)}`,
  nothing: 'nichts markiert',
  submitBy: 'Nicht abgegeben: Diese Taste hat eben gezeichnet. Drücken Sie Strg+Enter oder den Knopf.',
  noPicture: (part) =>
    part === null ? 'Dieses Item hat kein Bild zu markieren.' : `Dieses Item hat kein Bild namens „${part}“.`,
  failed: {
    what: 'Das Bild kann nicht gezeigt werden.',
    kept: 'Was Sie gezeichnet haben, ist aufgehoben.',
    next: 'Versuchen Sie es noch einmal. Bleibt es aus, überspringen Sie das Item oder sagen Sie es der Leitung.',
  },
  stage: (title) => `Zu markierendes Bild: ${title}`,
  said: (name, place) => `Aufgenommen: ${name}, ${place}`,
  tools: 'Ansicht des Bildes',
  zoomIn: 'Näher',
  zoomOut: 'Weiter weg',
  fit: 'Ganzes Bild',
  original: 'Ein Pixel für eines',
  cross: 'Linien durch den Zeiger',
  light: 'Licht',
  brightness: 'Helligkeit',
  contrast: 'Kontrast',
  asItIs: 'Wie es ist',
  labels: 'Labels',
  row: (name, place) => `${name} ${place}`,
  hide: (name) => `Verbergen: ${name}`,
  lock: (name) => `Sperren: ${name}`,
  remove: (name) => `Entfernen: ${name}`,
  consensus: 'Konsens',
  more: (n) => `${count(n)} weitere zeigen`,
  none: 'nicht gesagt',
  nothingButton: 'Nichts zu markieren',
  nothingKey: 'Nichts zu markieren',
  keysTitle: 'Tasten',
  keys: [
    ['Entf', 'entfernen'],
    ['Strg+C, Strg+V', 'kopieren, einfügen'],
    ['V, D', 'aufnehmen, zeichnen'],
    ['H, L', 'verbergen, sperren'],
    ['+ _', 'näher, weiter weg'],
    ['F, O', 'ganzes Bild, ein Pixel für eines'],
    ['C', 'Linien durch den Zeiger'],
    ['Leertaste', 'halten und ziehen: Bild bewegen'],
    ['Esc', 'loslassen'],
  ],
}

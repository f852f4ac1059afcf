/** Words of the kind boxes, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Rahmen',
  boxes: (n) => `${count(n)} Rahmen: `,
  missing: 'Zeichnen Sie Rahmen, oder sagen Sie, dass es nichts zu markieren gibt.',
  unknownLabel: 'Ein Rahmen hat ein Label, das diese Frage nicht hat.',
  small: (name, least) => `Ein Rahmen „${name}“ hat eine Seite unter ${count(least)} Pixeln.`,
  turned: (name) => `Ein Rahmen „${name}“ ist gedreht, was diese Frage nicht erlaubt.`,
  noCrowds: (name) => `Ein Rahmen „${name}“ soll eine Menge enthalten, wonach diese Frage nicht fragt.`,
  wrongAttribute: (name) => `Ein Attribut eines Rahmens „${name}“ passt nicht zu seinem Label.`,
  missingAttribute: (name, attribute) => `Ein Rahmen „${name}“ braucht noch „${attribute}“.`,
  outside: (name) => `Ein Rahmen „${name}“ liegt außerhalb des Bildes.`,
  twice: 'Derselbe Rahmen hat zweimal dasselbe Label.',
  place: (x, y, width, height) => `${width} × ${height} bei ${x}, ${y}`,
  draw: 'Rahmen zeichnen',
  idle: 'Ziehen Sie einen Rahmen auf und wählen Sie dann sein Label; oder zuerst das Label. Ein Druck auf einen Rahmen nimmt ihn auf.',
  idleTouch:
    'Zeichnen Sie mit einem Finger und wählen Sie dann das Label; oder zuerst das Label. Zwei Finger bewegen das Bild.',
  held: (name) =>
    `Jeder Rahmen, den Sie zeichnen, wird ${name}: ziehen, oder zwei Ecken anklicken. Esc beendet dies.`,
  heldTouch: (name) => `Jeder Rahmen, den Sie zeichnen, wird ${name}. Derselbe Knopf beendet dies.`,
  inHand: (name) =>
    `Aufgenommen: ${name}. Die Taste eines Labels ändert das Label; Pfeile bewegen, mit Umschalt die Größe.`,
  inHandTouch: (name) => `Aufgenommen: ${name}. Ein anderes Label ändert es.`,
  list: 'Rahmen',
  together: 'Die Rahmen aller übereinander',
  left: 'Links',
  top: 'Oben',
  width: 'Breite',
  height: 'Höhe',
  rotation: 'Gedreht um (°)',
  crowd: 'Eine Menge, die nicht unterschieden wird',
  badNumber: 'Es muss eine Zahl sein, mit der der Rahmen im Bild bleibt und nicht zu klein wird.',
  ownKeys: [
    ['B', 'einen Rahmen machen; dann Pfeile'],
    ['Tab', 'nächster Rahmen; mit Umschalt der vorige'],
    ['← → ↑ ↓', 'um ein Pixel bewegen; mit Alt um zehn'],
    ['⇧ mit Pfeilen', 'Größe'],
    [', .', 'drehen, wo Rahmen gedreht sein dürfen'],
  ],
}

/** Words that set a question of the kind rating up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Das Item wird auf einer Skala ganzer Zahlen eingeordnet.',
  upsideDown: 'Die Skala muss über ihrem Anfang enden.',
  tooMany: 'Eine Skala hat höchstens 101 Stufen.',
  tolerant: 'Mit dieser Toleranz wäre jede Antwort richtig.',
  low: 'Skala von',
  high: 'bis',
  lowName: 'Was das untere Ende bedeutet',
  highName: 'Was das obere Ende bedeutet',
  tolerance: 'Abweichende Stufen, die noch als richtig zählen',
}

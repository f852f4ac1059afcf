/** Words for how items came to be settled, in German. */
import type { settled as English } from '@/ui/strings/settled'
import type { Words } from '@/ui/words'

export const settled: Words<typeof English> = {
  metProved: 'erreichen das Ziel, durch Gold belegt',
  metEstimated: 'erreichen das Ziel nach Schätzung',
  how: {
    met: 'erreichen das Ziel',
    'most-reached': 'unter dem Ziel, meiste Antworten erreicht',
    'no-gain': 'unter dem Ziel, eine weitere Antwort würde kaum helfen',
    'by-person': 'durch Leitung oder Prüfung abgeschlossen',
    'on-count': 'nach Anzahl abgeschlossen',
    unknown: 'abgeschlossen, bevor das Wie aufbewahrt wurde',
  },
  /** The same of one item. */
  one: {
    met: 'Ziel erreicht',
    'most-reached': 'unter dem Ziel, meiste Antworten erreicht',
    'no-gain': 'unter dem Ziel, eine weitere Antwort würde kaum helfen',
    'by-person': 'durch Leitung oder Prüfung',
    'on-count': 'nach Anzahl',
    unknown: 'bevor das Wie aufbewahrt wurde',
  },
}

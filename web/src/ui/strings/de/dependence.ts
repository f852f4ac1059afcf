/** Words of findings that people's answers depend on each other, in German. */
import type { dependence as English } from '@/ui/strings/dependence'
import type { Words } from '@/ui/words'

export const dependence: Words<typeof English> = {
  title: 'Antworten, die voneinander abhängen',
  note: 'Jede Schätzung sucht danach, wo Antworten eine Auswahl sind. Personen haben hier Buchstaben, für dieses Projekt ausgelost.',
  none: 'Keine gefunden. Gesucht wird, wo Antworten eine Auswahl sind und Personen zehn Items oder mehr gemeinsam haben.',
  label: (question, people) => `${question}: ${people}`,
  people: (letters) => `Person ${letters.join(', ')}`,
  head: (n, people) => `Die Antworten von ${n} Personen hängen voneinander ab: ${people}`,
  asked: (question) => `Gefragt: ${question}.`,
  counts: (share, voices, people) =>
    `Etwa ${share} ihrer Antworten sind Wiederholungen; gleiche Antworten von allen zählen darum als ${voices} Stimmen, nicht als ${people}.`,
  shows: 'Was es zeigt: Items, bei denen sie dasselbe sagten und die meisten anderen nicht',
  item: 'Item',
  same: 'Sie sagten',
  others: 'Die anderen sagten',
  votes: (n, said) => `${n} × ${said}`,
  nobody: 'sonst antwortete niemand',
  known: (answer) => `Bekannt: ${answer}`,
  proves:
    'Es sagt nicht, wie es dazu kam, wer wem folgte oder dass jemand etwas falsch gemacht hat: Dieselben Notizen, dieselbe Schulung oder dasselbe Werkzeug bewirken es auch. Für niemanden folgt etwas daraus, außer wie viel gleiche Antworten wiegen.',
}

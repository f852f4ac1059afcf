/** Words of the practice: what leads somebody through the desk, and what is judged there, in German. */
import type { practice as English } from '@/ui/strings/practice'
import type { Words } from '@/ui/words'

export const practice: Words<typeof English> = {
  title: 'Übung',
  name: 'Übung: was Gäste vom Brot sagen',
  step: (n, of) => `Übung, Schritt ${String(n)} von ${String(of)}`,
  kept: 'Nichts davon wird gesendet, aufbewahrt oder gezählt.',
  pass: 'Diesen Schritt überspringen',
  leave: 'Übung verlassen',
  steps: {
    rule: {
      title: 'Die Regel finden',
      keys: 'Die Richtlinie sagt, wie zu entscheiden ist. Drücken Sie Umschalt+G und tippen Sie „Ofen“: Was das Wort enthält, ist markiert.',
      touch:
        'Die Richtlinie sagt, wie zu entscheiden ist. Tippen Sie oben auf das Buch und suchen Sie „Ofen“. Schließen Sie es dann.',
    },
    label: {
      title: 'Antworten und abgeben',
      keys: 'Verlassen Sie das Feld mit Esc. Drücken Sie dann die Taste, die auf Ihrer Antwort steht, und die Eingabetaste zum Abgeben.',
      touch: 'Tippen Sie auf Ihre Antwort, dann auf „Abgeben“.',
    },
    span: {
      title: 'Einen Namen im Text markieren',
      keys: 'Wählen Sie die Wörter mit der Maus aus, oder mit Pfeiltasten und Umschalt. Drücken Sie dann die Taste des Labels.',
      touch: 'Tippen Sie auf das erste Wort, dann auf das letzte. Tippen Sie dann auf das Label.',
    },
    ask: {
      title: 'Fragen, wenn Sie nicht sicher sind',
      keys: 'Drücken Sie Umschalt+A und fragen Sie etwas zu diesem Text, etwa ob „das“ zum Namen gehört. Sie arbeiten inzwischen weiter.',
      touch:
        'Tippen Sie auf „Fragen“ und schreiben Sie etwas zu diesem Text, etwa ob „das“ zum Namen gehört. Sie arbeiten inzwischen weiter.',
    },
    submit: {
      title: 'Abgeben, was Sie markiert haben',
      keys: 'Markieren Sie, was noch fehlt, und drücken Sie die Eingabetaste. Strg+Z nimmt alles zurück.',
      touch:
        'Markieren Sie, was noch fehlt, und tippen Sie auf „Abgeben“. Der Pfeil oben nimmt alles zurück.',
    },
    why: {
      title: 'Sehen, warum',
      keys: 'Bekannte Antworten kommen mit ihrem Grund zurück. Öffnen Sie „Warum ist das richtig?“ unter einer der Ihren.',
      touch:
        'Bekannte Antworten kommen mit ihrem Grund zurück. Öffnen Sie „Warum ist das richtig?“ unter einer der Ihren.',
    },
  },
  end: {
    title: 'Das war alles',
    why: 'Bei echter Arbeit wartet im Posteingang, was zurückkam, und „Meine Qualität“ zeigt, was Ihre Antworten sagen. Die Übung bleibt im Menü Ihres Kontos.',
    projects: 'Meine Projekte',
    again: 'Noch einmal',
  },
  said: {
    submitted: 'Abgegeben. In der Übung bleibt es in diesem Fenster.',
    skipped:
      'Bei echter Arbeit ginge dieses Item an jemand anderen. Hier bleibt es, damit Sie weitermachen können.',
    flagged: 'Bei echter Arbeit ginge Ihre Notiz an die, die das Projekt leiten. Hier geht sie nirgendwohin.',
    asked: 'Bei echter Arbeit kommt die Antwort in Ihren Posteingang. Hier wird niemand gefragt.',
    earlier: 'Bei echter Arbeit zeigt dies Ihre letzte Antwort. Die Übung bewahrt keine auf.',
  },
  answerer: 'Eine dafür benannte Person',
  back: {
    title: 'Was zurückkam',
    lead: 'So sieht es aus, wenn die richtige Antwort zu einem Item bekannt ist: Ihre daneben, und der Grund.',
    right: 'Wie die bekannte Antwort',
    otherwise: 'Die bekannte Antwort ist eine andere',
    notAnswered: 'Diese haben Sie nicht beantwortet',
    why: 'Warum ist das richtig?',
  },
  /** What is judged. Names in `breads` stand in `second` word for word. */
  work: {
    purpose:
      'Eine Bäckerei möchte mehr von dem backen, was ihre Gäste mögen. Dazu muss sie wissen, was sie vom Brot sagen.',
    guideline: `# Was Gäste vom Brot sagen

Sagen Sie, was vom **Brot** gehalten wird, und markieren Sie, welche Brote genannt sind.

## Das Brot, nicht der Laden

Der Ofen, die Schlange und die Preise zählen nicht. Jemand kann sich über den Laden ärgern und das Brot mögen.

## Namen, wie sie dastehen

Markieren Sie den Namen jedes Brotes, alle seine Wörter, und nichts davor: kein „das“, kein „frisch“.
`,
    asksMood: 'Was wird vom Brot gehalten?',
    moods: ['Mag es', 'Mag es nicht', 'Nicht zu sagen'],
    first:
      'Großartig, der Ofen war wieder kaputt, und wir haben eine Stunde gewartet. Das Roggenbrot war es wert.',
    firstWhy:
      'Der kaputte Ofen und das Warten betreffen den Laden. Vom Brot heißt es, dass es das Warten wert war.',
    firstRule: 'Das Brot, nicht der Laden',
    asksBreads: 'Welche Brote sind genannt?',
    bread: 'Brot',
    second:
      'Nehmt das Walnussbrot, solange es warm ist. Unsere Kinder aßen die frischen Mohnbrötchen auf dem Heimweg.',
    breads: ['Walnussbrot', 'Mohnbrötchen'],
    secondWhy:
      'Beides sind Namen von Broten. „das“ und „frischen“ stehen vor dem Namen und gehören nicht dazu.',
    secondRule: 'Namen, wie sie dastehen',
  },
}

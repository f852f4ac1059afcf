/** Words of what versions were used for. */
export const uses = {
  title: 'What it was used for',
  record: 'Say who uses it',
  none: 'Nobody has said yet who uses this version. The people whose answers are in it would like to know.',
  explains: 'The people whose answers are in this version read it, word for word.',
  consumer: 'Who uses it',
  consumerHint: 'For example: the team for forecasts',
  purpose: 'What for',
  kind: 'Kind',
  kinds: { download: 'Downloaded', training: 'Training or measuring a model', note: 'Anything else' },
  day: 'Day',
  recorded: 'Kept. The people whose answers are in it can read it now.',
  mine: 'What my answers became',
  inVersion: (version: number, n: number, answers: string) =>
    n === 1
      ? `Version ${String(version)}: 1 of your answers is in it.`
      : `Version ${String(version)}: ${answers} of your answers are in it.`,
  notUsed: 'Nobody has said yet what it is used for.',
}

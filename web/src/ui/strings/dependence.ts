/** Words of findings that people's answers depend on each other. */
export const dependence = {
  title: 'Answers that depend on each other',
  note: 'Found by each estimate where answers are choices. People have letters here, drawn at random for this project.',
  none: 'None were found. That is looked for where answers are choices and people share ten items or more.',
  label: (question: string, people: string) => `${question}: ${people}`,
  people: (letters: readonly string[]) => `Person ${letters.join(', ')}`,
  head: (n: string, people: string) => `The answers of ${n} people depend on each other: ${people}`,
  asked: (question: string) => `Asked: ${question}.`,
  counts: (share: string, voices: string, people: string) =>
    `About ${share} of their answers are repeats, so equal answers of them all count as ${voices} voices, not as ${people}.`,
  shows: 'What shows it: items on which they said the same and most others did not',
  item: 'Item',
  same: 'They said',
  others: 'The others said',
  votes: (n: string, said: string) => `${n} × ${said}`,
  nobody: 'nobody else answered',
  known: (answer: string) => `Known: ${answer}`,
  proves:
    'It does not say how that came about, who followed whom, or that anybody did anything wrong: the same notes, the same training or the same tool do it, too. Nothing follows for anybody but how much equal answers weigh.',
}

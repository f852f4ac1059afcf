/** Words for models whose predictions are weighed with people’s answers. */
export const models = {
  title: 'What the models are worth',
  used: 'They have a say: with them, what people answer is predicted better than by people alone.',
  unused: 'They have no say: with them, what people answer is not predicted better for certain.',
  model: 'Model',
  weight: 'Weight',
  agrees: 'Agrees with people',
  between: (low: string, high: string) => `95 %: ${low} to ${high}`,
  onGold: 'Right on gold',
  items: 'Items',
  hint: 'Weight 1: taken as it says; 0: no say. Models that repeat each other share what one of them is worth. Where somebody accepted a model’s answer, that model is silent.',
  byClass: 'By what it says',
  says: 'It says',
  spared: (without: string, withThem: string, items: string) =>
    `Replayed on ${items} items: asking stops after ${withThem} answers an item, without the models after ${without}.`,
  policy: 'Imported predictions of models',
  shown: 'People are shown them, and may accept one',
  weighed: 'They are weighed with people’s answers, and nobody who answers sees them',
  weighedHint:
    'For questions whose answers are classes. A refit learns how much each model is worth; no item settles without its fewest answers of people. Turn it on before people begin: what they have seen they may have followed.',
}

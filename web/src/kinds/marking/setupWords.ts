/** Words that set a question about a marked text up. */
export const words = {
  freshA: 'Person',
  freshB: 'Place',
  fewLabels: 'At least one label is needed.',
  doubledUnder: (label: string, name: string) => `Under “${label}”, the name “${name}” is there twice.`,
  builder: {
    labels: 'Labels',
    relations: 'Relations',
    name: (n: number) => `Name of label ${String(n)}`,
    relationName: (n: number) => `Name of relation ${String(n)}`,
    attributes: (name: string) => `Attributes of ${name}`,
    attributesHint: 'Attributes: certainty = sure / a guess; note',
    add: 'Add a label',
    addRelation: 'Add a relation',
    overlapping: 'Spans may overlap',
    exact: 'Only the same characters count as right',
    head: (name: string) => `${name}: from`,
    tail: (name: string) => `${name}: to`,
    any: 'any label',
  },
  sample:
    'Anna Berg moved from Bern to Berlin in 1901.\nThere she worked for Acme and met Otto, who knew her brother.',
}

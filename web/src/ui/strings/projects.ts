/** Words of the dashboard. */
export const projects = {
  title: 'My projects',
  new: 'New project',
  start: 'Start',
  continue: 'Continue',
  open: 'Open',
  paused: 'Paused',
  archived: 'Archived',
  show: 'Show',
  active: 'Active',
  all: 'All',
  role: {
    annotator: 'You answer',
    reviewer: 'You answer and review',
    manager: 'You lead',
  },
  asks: (kinds: string[]) => kinds.join(' · '),
  mine: (n: number) =>
    n === 0 ? 'No answers of yours yet' : n === 1 ? '1 answer of yours' : `${String(n)} answers of yours`,
  progress: (settled: string, items: string) => `${settled} of ${items} items settled`,
  meet: (met: string, proved: boolean) =>
    proved ? `${met} meet the target, proved by gold` : `${met} meet the target by estimate`,
  noItems: 'No items yet',
  howDecided: 'How decisions are made here',
  progressLabel: (name: string) => `Progress of ${name}`,
  offer: {
    title: 'New here?',
    why: 'Five short steps at the desk, as long as you like: find a rule, answer by keyboard, mark a name, ask, see why an answer is right. Nothing of it is kept or counted.',
    whyLead:
      'Hints beside the real pages lead you from a file to a first label. Or practise at the desk as those who answer do: five short steps, of which nothing is kept or counted.',
    do: 'Try it out',
    lead: 'From a file to a first label',
    practise: 'Practise at the desk',
    no: 'Not now',
  },
  emptyLead: {
    title: 'No projects yet',
    why: 'A project says what the data is for, asks its questions and sets how sure the result must be. Make the first one, then import your items.',
  },
  emptyAnnotator: {
    title: 'No projects are open to you yet',
    why: 'Projects appear here when somebody who leads one opens it to you or to one of your teams. You do not need to do anything; if you expected one, ask them.',
  },
  emptyState: {
    title: 'No projects like this',
    why: 'Projects that are paused or archived are listed here.',
  },
}

/** Words of what somebody sets for their own work: limits, an end for today, a pause, leaving. */
export const own = {
  title: 'My limits',
  note: 'Only you read and change these. Nobody who leads can see, raise or lower them.',
  itemsADay: 'Items a day',
  itemsHint: 'Empty: as many as there are.',
  projects: 'Projects at once',
  projectsHint: 'In how many you hold items at a time. Empty: in as many as you like.',
  zone: 'Your clock',
  zoneHint: 'It says when your day begins.',
  quiet: 'Quiet hours',
  quietHint: 'No item is given to you in these hours. What you hold, you may finish.',
  quietBegin: 'From',
  quietEnd: 'Until',
  quietSame: 'Quiet hours that end when they begin leave no hour to work. Pause instead.',
  shows: 'Show me how many I answered today',
  showsHint: 'On your first page, to you alone. Of earlier days nothing is kept.',
  save: 'Save my limits',
  saved: 'Your limits are saved. They hold from the next item on.',
  today: (answers: number, reviews: number) =>
    reviews === 0 ? `${String(answers)} today` : `${String(answers)} today, and ${String(reviews)} reviewed`,
  lifted: 'Your limits are lifted for today.',
  end: {
    'own-items': {
      title: (n: number) =>
        n === 1 ? 'You set yourself 1 item a day' : `You set yourself ${String(n)} items a day`,
      why: 'You have reached it. That is enough for today; nobody waits for you.',
      held: (n: number) =>
        n === 1
          ? '1 of them you hold and have not finished.'
          : `${String(n)} of them you hold and have not finished.`,
      lift: 'Lift it for today',
    },
    'own-projects': {
      title: (n: number) =>
        n === 1 ? 'You set yourself 1 project at once' : `You set yourself ${String(n)} projects at once`,
      why: 'You hold items in other projects. Finish them or give them back, or make an exception today.',
      lift: 'Lift it for today',
    },
    'own-quiet': {
      title: (begin: string, end: string) => `It is one of your quiet hours, ${begin} to ${end}`,
      why: 'No item is given to you before they end. What you began waits for you.',
      lift: 'Work all the same, until they end',
    },
    'own-done': {
      title: 'You are done for today',
      why: 'Thank you. What you began waits for you, and nobody else does.',
      back: 'Come back today after all',
    },
    'own-pause': {
      title: 'You have paused',
      why: 'Nothing is given to you for as long as you like, and no letter comes unless you wanted it. Your answers and your standing stay as they are.',
      load: 'Items a day when you come back',
      back: 'Come back',
    },
    away: {
      title: 'You left this project',
      why: 'It gives you no items. Your answers there keep their credit, and you may come back when you like.',
      back: 'Come back to it',
    },
  },
  toLimits: 'My limits',
  home: 'My projects',
  welcome: 'Welcome back.',
  stop: {
    open: 'Stop',
    title: 'Stop for now',
    note: 'No reason is asked. None of this leaves a mark on you, and nobody who leads is told.',
    done: 'Done for today',
    doneWhy: 'No further item until tomorrow. What you began waits for you.',
    all: 'Give everything back',
    allWhy: (n: number) =>
      n === 1
        ? 'You hold 1 item. What you began is kept, should you meet it again.'
        : `You hold ${String(n)} items. What you began is kept, should you meet them again.`,
    allNone: 'You hold no item just now.',
    pause: 'Pause',
    pauseWhy: 'Everything goes back, and nothing is given to you until you come back, however long that is.',
    keepDigest: 'Send me the letters that I asked for all the same',
    gave: (items: number, drafts: number) =>
      items === 0
        ? 'You held nothing.'
        : drafts === 0
          ? `${items === 1 ? '1 item is' : `${String(items)} items are`} given back.`
          : `${items === 1 ? '1 item is' : `${String(items)} items are`} given back; what you began is kept, should you meet it again.`,
  },
  project: {
    open: 'How I work here',
    wish: 'What I would like',
    wishes: {
      'as-it-comes': 'Items as they come',
      harder: 'Harder ones first',
      different: 'Different ones: not the next in line',
    },
    wishWhy: {
      'as-it-comes': 'In the order that helps the project most.',
      harder: 'Items on which others disagree, as long as there are any.',
      different: 'Each from elsewhere in the project.',
    },
    wished: 'Noted. It holds from the next item on.',
    leave: 'Leave this project',
    leaveWhy: 'What you hold here goes back. Your answers keep their credit, and you may come back.',
    left: (name: string) => `You left ${name}.`,
    away: (n: number) => (n === 1 ? '1 project that you left' : `${String(n)} projects that you left`),
  },
}

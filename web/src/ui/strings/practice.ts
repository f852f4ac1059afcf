/** Words of the practice: what leads somebody through the desk, and what is judged there. */
export const practice = {
  title: 'Practice',
  name: 'Practice: what guests say of the bread',
  step: (n: number, of: number) => `Practice, step ${String(n)} of ${String(of)}`,
  kept: 'Nothing of it is sent, kept or counted.',
  pass: 'Skip this step',
  leave: 'Leave the practice',
  steps: {
    rule: {
      title: 'Find the rule',
      keys: 'The guideline says how to decide. Press Shift+G and type “oven”: what has the word is marked.',
      touch: 'The guideline says how to decide. Tap the book at the top and look for “oven”. Then close it.',
    },
    label: {
      title: 'Answer and submit',
      keys: 'Leave the field with Escape. Then press the key that is printed on your answer, and Enter to submit.',
      touch: 'Tap your answer, then Submit.',
    },
    span: {
      title: 'Mark a name in the text',
      keys: 'Select the words with the mouse, or with the arrow keys and Shift. Then press the key of the label.',
      touch: 'Tap the first word, then the last one. Then tap the label.',
    },
    ask: {
      title: 'Ask when you are not sure',
      keys: 'Press Shift+A and ask something about this text, such as whether “the” is part of a name. You go on meanwhile.',
      touch:
        'Tap Ask and write something about this text, such as whether “the” is part of a name. You go on meanwhile.',
    },
    submit: {
      title: 'Submit what you marked',
      keys: 'Mark what is still missing, then press Enter. Ctrl+Z takes anything back.',
      touch: 'Mark what is still missing, then tap Submit. The arrow at the top takes anything back.',
    },
    why: {
      title: 'See why',
      keys: 'Answers that are known come back with their reason. Open “Why is that right?” below one of yours.',
      touch:
        'Answers that are known come back with their reason. Open “Why is that right?” below one of yours.',
    },
  },
  end: {
    title: 'That was all of it',
    why: 'At real work, what came back waits in your inbox, and My quality shows what your answers say. The practice stays in the menu of your account.',
    projects: 'My projects',
    again: 'Once more',
  },
  said: {
    submitted: 'Submitted. In the practice it stays in this window.',
    skipped: 'At real work this item would go to somebody else. Here it stays, so that you can go on.',
    flagged: 'At real work your note would go to the people who lead the project. Here it goes nowhere.',
    asked: 'At real work the answer comes to your inbox. Here nobody is asked.',
    earlier: 'At real work this shows your last answer. The practice keeps none.',
  },
  answerer: 'A person who is named for it',
  back: {
    title: 'What came back',
    lead: 'So it looks when the right answer to an item is known: yours beside it, and the reason.',
    right: 'As the known answer',
    otherwise: 'The known answer is another one',
    notAnswered: 'You did not answer this one',
    why: 'Why is that right?',
  },
  /** What is judged. Names in `breads` stand in `second` word for word. */
  work: {
    purpose:
      'A bakery wants to bake more of what its guests like. It has to know what they say of the bread.',
    guideline: `# What guests say of the bread

Say what the writer thinks of the **bread**, and mark which breads are named.

## The bread, not the shop

The oven, the queue and the prices do not count. Somebody can be angry with the shop and like the bread.

## Names as they are written

Mark the name of each bread, all words of it, and nothing before it: no “the”, no “fresh”.
`,
    asksMood: 'What does the writer think of the bread?',
    moods: ['Likes it', 'Does not like it', 'Can’t tell'],
    first: 'Wonderful, the oven was broken again and we waited for an hour. The rye bread was worth it.',
    firstWhy:
      'The broken oven and the wait are about the shop. Of the bread it says that it was worth waiting for.',
    firstRule: 'The bread, not the shop',
    asksBreads: 'Which breads are named?',
    bread: 'Bread',
    second: 'Take the walnut loaf while it is warm. Our children ate the fresh poppy rolls on the way home.',
    breads: ['walnut loaf', 'poppy rolls'],
    secondWhy: 'Both are names of breads. “the” and “fresh” stand before the name and do not belong to it.',
    secondRule: 'Names as they are written',
  },
}

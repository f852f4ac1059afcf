/** What models write, drawn: Markdown, code and mathematics; and nothing that they write runs, hides or fetches anything. */
import { parser as python } from '@lezer/python'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { bringInside, Drawn } from './Drawn'
import { coloured } from './Fenced'
import { Formula } from './Formula'
import { bare as wordsOf, fenceLanguages, hasFormulas, isMarked, MOST_DRAWN, MOST_SIGNS } from './marks'

const bare = (drawn: string) => drawn.replace(/ class="[^"]*"/g, '')
const html = (text: string) => bare(renderToStaticMarkup(createElement(Drawn, { text })))
const formula = (tex: string, display = false) =>
  renderToStaticMarkup(createElement(Formula, { tex, display }))

beforeAll(async () => {
  await bringInside(true, ['python'])
})

test('words alone are not drawn, and a text that is too long is not either', () => {
  expect(['What a day!', 'Rain at 5, says the forecast.', 'It is 3:2.'].map(isMarked)).toEqual([
    false,
    false,
    false,
  ])
  expect(['a **b**', '- one', '1. one', 'https://example.org', '$x$', '# A'].every(isMarked)).toBe(true)
  expect(isMarked('*'.repeat(MOST_DRAWN + 1))).toBe(false)
})

test('lines stay lines', () => {
  expect(html('one\ntwo **b**')).toBe('<p>one<br/>two <strong>b</strong></p>')
})

test.each([
  ['It is $a + b$.', 1],
  ['It is \\(a + b\\).', 1],
  ['$$a + b$$', 1],
  ['So:\n$$\na + b\n$$\nand on', 1],
  ['\\[ a \\]', 1],
  ['It costs $5 and $10.', 0],
  ['US$5, US$6, $7-$8', 0],
  ['$HOME/bin:$PATH', 0],
  ['a \\$5 note and $6', 0],
  ['`$a$` is code', 0],
])('%j has %i formulas', (text, count) => {
  expect(html(text).match(/<math/g)?.length ?? 0).toBe(count)
})

test('mathematics is drawn as MathML and nothing else', () => {
  expect(formula('\\frac{1}{2}')).toBe(
    '<span><math><semantics><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></semantics></math></span>',
  )
  expect(formula('a<b')).toContain('<mo>&lt;</mo>')
  expect(formula('x', true)).toContain('<math display="block">')
})

test.each([
  '\\frac{1}{',
  '\\notacommand',
  '\\def\\a{\\a\\a}\\a',
  '{'.repeat(20_000),
  '\\href{javascript:alert(1)}{x}',
  '\\includegraphics{https://example.org/a.png}',
  '\\htmlData{x=1}{y}',
])('%.40j is no formula that is drawn with more than symbols', (tex) => {
  const drawn = formula(tex)
  expect(drawn).not.toMatch(/<(a|img|script|style)\b|href=|src=|style=|onerror=\w/i)
})

test('nothing is hidden by its colour', () => {
  const drawn = formula('\\textcolor{white}{secret} \\color{#fff} more')
  expect(drawn).toContain('<mi>s</mi>')
  expect(drawn).not.toMatch(/color|background|fff/)
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '[x](javascript:alert(1))',
  '[x](JaVa\tScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](blob:https://example.org/1)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://example.org/a.png" onerror="alert(1))',
  '[a](<https://example.org/" onclick="alert(1)>)',
  '```"><script>alert(1)</script>\nx\n```',
  '```js onload=alert(1)\nx\n```',
  '$\\text{<script>alert(1)</script>}$',
  '$\\text{"><img src=x onerror=alert(1)>}$',
  '$\\unicode{x3c}script$',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <b onclick=alert(1)>x</b> |',
  '- [x] <img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x]: javascript:alert(1)\n\n[x]',
])('nothing of %j runs', (text) => {
  const drawn = html(text)
  expect(drawn).not.toMatch(/<(script|img|b|iframe|svg|object|embed|form|style|link|meta)\b/i)
  expect(drawn).not.toMatch(/(href|src)="\s*(?!https?:|mailto:)/i)
  const attributes = drawn.match(/<[^>]*>/g)?.join('') ?? ''
  expect(attributes.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=/i)
})

test('a link says where it leads, opens outside and tells nobody whence', () => {
  expect(html('[your bank](https://evil.example/a)')).toBe(
    '<p><a href="https://evil.example/a" target="_blank" rel="noopener noreferrer nofollow">your bank</a>' +
      '<span> (https://evil.example/a)</span></p>',
  )
  expect(html('https://example.org/a')).not.toContain('<span>')
  expect(html('[x](https://xn--80ak6aa92e.com/)')).toContain('(https://xn--80ak6aa92e.com/)')
  // Within this site it would look as if the site had said it.
  expect(html('[settings](/projects/1/settings)')).toBe('<p>settings <span>(/projects/1/settings)</span></p>')
})

test('a picture is not fetched: it is a link', () => {
  const drawn = html('![a cat](https://example.org/cat.png)')
  expect(drawn).toContain('>Picture: a cat</a>')
  expect(drawn).toContain('(https://example.org/cat.png)')
})

test('code has its colours, and all of its characters', () => {
  const text = 'def f(x):\n    return "<b>" # end\n'
  const drawn = renderToStaticMarkup(createElement('code', null, ...coloured(text, python)))
  expect(
    drawn
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"'),
  ).toBe(text)
  expect(drawn).toContain('>def</span>')
  expect(fenceLanguages('```Python\nx\n```\n> ~~~js\n')).toEqual(['python', 'js'])
  expect(hasFormulas('a \\( b')).toBe(true)
})

test.each([
  '[',
  '*a ',
  '**a ',
  '>',
  '\\[',
  '\\( ',
  '$a ',
  ' $$\n',
  '` `` ```',
  '<a ',
  'a_',
  '![a](',
  '$x$ ',
  '[a][',
  '~a ',
])('a text full of %j is left as it is, or drawn soon', (signs) => {
  const each = [...signs].filter((one) => '[*_`$\\<>~'.includes(one)).length
  const text = signs
    .repeat(Math.min(MOST_SIGNS / each, MOST_DRAWN / signs.length))
    .padEnd(MOST_DRAWN, 'word ')
  expect(isMarked(text)).toBe(true)
  expect(isMarked(signs.repeat(MOST_SIGNS + 1))).toBe(false)
  const began = performance.now()
  html(text)
  expect(performance.now() - began).toBeLessThan(3000)
})

test.each(['|a', '- ', '1. ', '#'])('so is one full of %j', (signs) => {
  const began = performance.now()
  html(signs.repeat(MOST_DRAWN / signs.length))
  expect(performance.now() - began).toBeLessThan(3000)
})

test('where a text is one line of a list, its words stand there and not its signs', () => {
  expect(wordsOf('## Short answer\n\n- The *air* **scatters** `blue`.\n1. So 2 * 3 = snake_case_name')).toBe(
    'Short answer\n\nThe air scatters blue.\nSo 2 * 3 = snake_case_name',
  )
  expect(wordsOf('```python\nx = 1\n```').trim()).toBe('x = 1')
})

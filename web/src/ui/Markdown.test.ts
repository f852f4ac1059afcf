/** Markdown as people write it: everything they use is drawn, and nothing they write runs. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import Markdown from './Markdown'

const html = (text: string, find = '') => renderToStaticMarkup(createElement(Markdown, { text, find }))

test.each([
  ['# One\n\n## Two\n\n### Three', '<h3>One</h3><h3>Two</h3><h4>Three</h4>'],
  ['a *b* **c** `d` ~~e~~', '<p>a <em>b</em> <strong>c</strong> <code>d</code> <del>e</del></p>'],
  ['- one\n- two\n  1. in', '<ul><li>one</li><li>two<ol><li>in</li></ol></li></ul>'],
  ['3. three', '<ol start="3"><li>three</li></ol>'],
  ['> said', '<blockquote><p>said</p></blockquote>'],
  ['```py\na < b\n```', '<pre><code>a &lt; b</code></pre>'],
  ['one  \ntwo\n\n---', '<p>one<br/>two</p><hr/>'],
  ['Q&amp;A &#8594; &copy; &what;', '<p>Q&amp;A → © &amp;what;</p>'],
  ['1 \\* 2', '<p>1 * 2</p>'],
  ['![a cat](https://example.org/cat.png)', '<p><span>[a cat]</span></p>'],
])('%j', (text, drawn) => {
  expect(html(text)).toBe(drawn)
})

test('a table has its heads, its cells and their sides', () => {
  expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toBe(
    '<table><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead>' +
      '<tbody><tr><td>1</td><td style="text-align:right">2</td></tr></tbody></table>',
  )
})

test('a list of tasks has boxes that nobody can tick', () => {
  const drawn = html('- [x] done\n- [ ] open')
  expect(drawn.match(/<input type="checkbox"[^>]*disabled/g)).toHaveLength(2)
  expect(drawn.match(/checked/g)).toHaveLength(1)
})

test('links open outside, whether they are written out or not', () => {
  const link = '<a href="https://example.org/a" target="_blank" rel="noreferrer noopener">'
  expect(html('[see](https://example.org/a)')).toBe(`<p>${link}see</a></p>`)
  expect(html('https://example.org/a')).toBe(`<p>${link}https://example.org/a</a></p>`)
  expect(html('[see][1]\n\n[1]: https://example.org/a')).toBe(`<p>${link}see</a></p>`)
  expect(html('[mail](mailto:a@example.org)')).toContain('href="mailto:a@example.org"')
  expect(html('[here](/projects/1)')).toContain('href="/projects/1"')
})

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  'a <b onclick="alert(1)">b</b>',
  '<a href="javascript:alert(1)">x</a>',
  '[x]: javascript:alert(1)\n\n[x]',
])('nothing of %j runs', (text) => {
  const drawn = html(text)
  expect(drawn).not.toMatch(/<(script|img|b|iframe|svg)\b/)
  expect(drawn).not.toMatch(/href="[^"]*(script|data):/i)
  expect(drawn.replace(/&lt;.*?&gt;/gs, '')).not.toMatch(/ on\w+=/)
})

test('HTML is shown as it was written', () => {
  expect(html('a <b>c</b>')).toBe('<p>a &lt;b&gt;c&lt;/b&gt;</p>')
})

test('what is looked for is marked wherever it stands', () => {
  expect(html('# Tie\n\na **tie** `TIE`', 'tie')).toBe(
    '<h3><mark>Tie</mark></h3><p>a <strong><mark>tie</mark></strong> <code><mark>TIE</mark></code></p>',
  )
})

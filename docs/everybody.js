// What the theme leaves unsaid to people who do not see the page, or who have no pointer to scroll with.
document.querySelector('.md-search')?.setAttribute('aria-label', 'Search')

// The sections that have a page of their own are named by a label without words.
for (const nav of document.querySelectorAll('nav.md-nav[aria-labelledby]')) {
  const title = nav.querySelector(':scope > .md-nav__title')?.textContent.trim()
  if (!title || document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent.trim()) continue
  nav.removeAttribute('aria-labelledby')
  nav.setAttribute('aria-label', title)
}

// An empty head of a column heads nothing.
for (const head of document.querySelectorAll('.md-typeset th:empty')) head.replaceWith(document.createElement('td'))

// The theme goes on building after the page has come. A table that is wider than its place is scrolled by keys, too, and
// the tools of each program are told from those of the others.
const reach = () => {
  for (const wrap of document.querySelectorAll('.md-typeset__scrollwrap:not([tabindex])')) wrap.tabIndex = 0
  document.querySelectorAll('nav.md-code__nav').forEach((nav, n) => nav.setAttribute('aria-label', `Program ${n + 1}`))
}
reach()
new MutationObserver(reach).observe(document.querySelector('.md-content'), { childList: true, subtree: true })

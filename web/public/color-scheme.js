// Sets light or dark before the first paint, so that nothing flashes. Same key as the client uses.
;(function () {
  var wish = 'auto'
  try {
    wish = localStorage.getItem('goodwork-color-scheme') || 'auto'
  } catch {
    // Storage may be switched off; then the system decides.
  }
  var dark = wish === 'dark' || (wish === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()

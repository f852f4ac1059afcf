// Settles light or dark and the language before the first paint, so that nothing flashes or turns round. The keys are those
// that the client writes: Mantine's, and that of src/ui/locale.ts.
;(function () {
  var page = document.documentElement
  function kept(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      // Storage may be switched off; then the system and the browser decide.
      return null
    }
  }
  var wish = kept('goodwork-color-scheme') || 'auto'
  var dark = wish === 'dark' || (wish === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')

  // The build writes which languages there are, and which file holds the first words of each.
  var words = JSON.parse(page.getAttribute('data-words') || '{}')
  var wishes = [kept('goodwork-language')].concat(navigator.languages || [navigator.language])
  for (var i = 0; i < wishes.length; i++) {
    var language = String(wishes[i]).toLowerCase().split('-')[0]
    if (!Object.hasOwn(words, language)) continue
    page.lang = language
    page.dir = language === 'ar' ? 'rtl' : 'ltr'
    if (words[language]) {
      // Fetched beside the client, not after it.
      var link = document.createElement('link')
      link.rel = 'modulepreload'
      link.href = words[language]
      document.head.append(link)
    }
    break
  }
})()

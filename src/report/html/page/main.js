import { drawCharts, fitCharts } from './charts.js'
import { csvOf, download, jsonOf } from './downloads.js'
import { darkPreferred, readData, root, setLang, setTheme } from './page.js'

const data = readData()

setTheme(darkPreferred.matches ? 'dark' : 'light')
drawCharts(data)

for (const button of document.querySelectorAll('[data-set-lang]'))
  button.addEventListener('click', () => {
    setLang(button.getAttribute('data-set-lang') ?? 'en')
    drawCharts(data)
  })

document.querySelector('[data-toggle-theme]')?.addEventListener('click', () => {
  setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark')
  drawCharts(data)
})

darkPreferred.addEventListener('change', ({ matches }) => {
  setTheme(matches ? 'dark' : 'light')
  drawCharts(data)
})

for (const button of document.querySelectorAll('[data-download]'))
  button.addEventListener('click', () => {
    if (button.getAttribute('data-download') === 'csv') download('load-tests.csv', 'text/csv', csvOf(data))
    else download('load-tests.json', 'application/json', JSON.stringify(jsonOf(data), null, 2))
  })

document.querySelector('[data-print]')?.addEventListener('click', () => print())

// Paper is white, and as wide as two charts of this size.
const PRINTED_WIDTH = 320
/** @type {'light' | 'dark'} */
let themeOnScreen = 'light'
addEventListener('beforeprint', () => {
  themeOnScreen = root.dataset.theme === 'dark' ? 'dark' : 'light'
  setTheme('light')
  drawCharts(data, PRINTED_WIDTH)
})
addEventListener('afterprint', () => {
  setTheme(themeOnScreen)
  drawCharts(data)
})

new ResizeObserver(fitCharts).observe(document.body)

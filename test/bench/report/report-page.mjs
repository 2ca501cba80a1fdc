/* How large the report of two one-hour tests is, and how long Chromium takes from opening the file to charts that are drawn. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { html } from '../../../dist/src/report/html/html.js'
import { comparisonOf } from '../../../dist/src/report/report-json.js'
import { play } from '../../../dist/src/report/what-if/what-if.js'

const MOST_BYTES = 2_000_000
const MOST_SECONDS = 1
const OPENINGS = 7

export async function reportPage() {
  const folder = await mkdtemp(join(tmpdir(), 'lab-bench-'))
  const file = join(folder, 'report.html')
  await writeFile(file, page())
  const { size } = await stat(file)
  const seconds = await opened(pathToFileURL(file).href)
  await rm(folder, { recursive: true })
  return {
    title: 'Report: two one-hour tests, one point a second (under 2 MB, drawn in under a second)',
    columns: ['what', 'measured', 'limit', 'holds'],
    rows: [
      ['size', `${(size / 1e6).toFixed(2)} MB`, '2 MB', size < MOST_BYTES ? 'yes' : 'no'],
      [
        `opened and drawn, median of ${OPENINGS}`,
        `${seconds.toFixed(2)} s`,
        '1 s',
        seconds < MOST_SECONDS ? 'yes' : 'no',
      ],
    ],
  }
}

function page() {
  const madeAt = new Date().toISOString()
  const hour = { ...WORKSHOP, durationSeconds: 3600 }
  const runs = [play(hour, madeAt), play({ ...hour, code: 'optimized' }, madeAt)]
  return html({ runs, comparison: comparisonOf(runs), lang: 'en', madeAt })
}

const WORKSHOP = {
  users: 100,
  spawnRate: 5,
  requestsPerSecond: 30,
  generator: null,
  region: 'ap-northeast-2',
  model: 'workshop-2021',
  limit: 30,
  reserved: null,
  provisioned: 0,
  code: 'original',
  serviceMs: null,
  memoryMb: 128,
  cpuPart: 0.9,
  initMs: 400,
  seed: 1,
}

async function opened(url) {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const times = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const begun = performance.now()
    await tab.goto(url)
    await tab.waitForFunction(() => document.querySelectorAll('.plot canvas').length === 12)
    times.push((performance.now() - begun) / 1000)
    await tab.close()
  }
  await browser.close()
  return times.sort((a, b) => a - b)[Math.floor(OPENINGS / 2)]
}

function chromiumPath() {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
    .find((path) => existsSync(path))
  if (!found) throw new Error('Chromium is not installed: apt-get install chromium, or run .ci/run.')
  return found
}

import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { html } from '../../../src/report/html/html.js'
import { comparisonOf, reportJson } from '../../../src/report/report-json.js'
import type { TestRun } from '../../../src/report/run/run.js'
import { needs } from '../../run/needs.js'
import { sampleRuns } from '../sample-runs.js'
import { type Opened, type Reader, reader } from './browser.js'

const runs = sampleRuns()
const json = reportJson(runs)
const report = pageOf(runs)

describe('the report in a browser', needs('browser'), () => {
  let browser: Reader
  beforeAll(async () => {
    browser = await reader()
    return async () => browser.close()
  })

  test('shows the figures of lab report --json', async () => {
    const { page } = await browser.open(report)
    const shown = await figuresOn(page)
    for (const [index, { lambda, cost }] of json.tests.entries()) {
      expect(shown(`tests.${index}.lambda.throttles`)).toBe(lambda.throttles)
      expect(shown(`tests.${index}.lambda.maxConcurrency`)).toBe(lambda.maxConcurrency)
      expect(shown(`tests.${index}.lambda.durationMs.average`)).toBe(lambda.durationMs.average)
      expect(shown(`tests.${index}.cost.amount`)).toBe(cost?.amount)
    }
    expect(shown('invoke-duration.ratio')).toBe(json.comparison?.invokeDurationRatio)
    expect(shown('duration-average.ratio')).toBe(json.comparison?.durationRatio)
    expect(shown('max-concurrency.ratio')).toBe(json.comparison?.concurrencyRatio)
    expect([shown('throttles.before'), shown('throttles.after')]).toEqual(json.comparison?.throttles)
    expect(shown('latency-p95.before')).toBeCloseTo(json.tests[0]?.client.latencyMs.p95 ?? 0, 6)
  })

  test('writes next to each exact figure what a person reads, to three digits', async () => {
    const { page } = await browser.open(report)
    const read = await page
      .locator('.value[data-figure]')
      .evaluateAll((cells) => cells.map((cell) => [cell.getAttribute('data-value'), cell.textContent]))
    expect(read.length).toBeGreaterThan(30)
    for (const [value, text] of read) {
      const digits = Number(text?.replaceAll(/[^\d.]/g, ''))
      if (!value || digits === 0) continue
      const candidates = [1, 100, 0.001].flatMap((unit) => [Number(value) * unit, unit / Number(value)])
      expect(
        Math.min(...candidates.map((exact) => Math.abs(digits / exact - 1))),
        `${text} is ${value}`,
      ).toBeLessThan(0.005)
    }
  })

  test('needs no network and breaks none of its own security policy', async () => {
    const opened = await browser.open(report)
    await useAll(opened)
    expect(opened.requests).toEqual([])
    expect(opened.complaints).toEqual([])
    const policy = await opened.page.locator('meta[http-equiv]').getAttribute('content')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('draws six charts for each test', async () => {
    const { page } = await browser.open(report)
    const inked = await page.locator('.plot canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return 0
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        return pixels.filter((value, index) => index % 4 === 3 && value > 0).length
      }),
    )
    expect(inked).toHaveLength(12)
    expect(Math.min(...inked)).toBeGreaterThan(500)
  })

  test('tells the values of every chart at the second that is pointed at', async () => {
    const { page } = await browser.open(report)
    await page.locator('[data-chart=concurrency][data-test="0"] .u-over').hover()
    const legend = (test: number) =>
      page.locator(`[data-chart=concurrency][data-test="${test}"] .u-legend .u-value`).allTextContents()
    const at = Number((await legend(0))[0]?.slice(2))
    const point = json.tests[0]?.lambda.series.find(({ t }) => t === at)
    expect(at).toBeGreaterThan(20)
    expect((await legend(0))[1]).toBe(String(point?.concurrency))
    expect((await legend(1))[0]).toBe((await legend(0))[0])
  })

  test('has one time axis for both tests, also where one of them is a little shorter', async () => {
    const [one, two] = runs
    const short = { ...two, client: { ...two.client, series: two.client.series.slice(0, 55) } }
    const lambda = { ...two.lambda, series: two.lambda.series.filter(({ t }) => t < 55) }
    const { page } = await browser.open(pageOf([one, { ...short, lambda }]))
    const pointedAt = async (index: number) => {
      const plot = page.locator('[data-chart="requests"]').nth(index)
      const over = plot.locator('.u-over')
      const box = await over.boundingBox()
      if (box === null) throw new Error('The chart is not there.')
      await over.hover({ position: { x: box.width / 2, y: box.height / 2 } })
      return plot.locator('.u-legend .u-series').first().locator('.u-value').textContent()
    }
    expect(await pointedAt(1)).toBe(await pointedAt(0))
  })

  test('is in Korean or English, and only in that', async () => {
    const { page } = await browser.open(report)
    expect(await page.locator('h1').innerText()).toContain('refused')
    await page.getByText('한국어').click()
    expect(await page.locator('h1').innerText()).toMatch(/거부가 사라졌습니다/)
    expect(await page.locator('[lang=en]:visible').count()).toBe(0)
    expect(await page.locator('[data-chart=concurrency] .u-legend').first().innerText()).toContain('사용 중')
  })

  test('begins in the theme that the reader prefers, and changes it on request', async () => {
    const { page } = await browser.open(report, { dark: true })
    expect(await lightness(page)).toBeLessThan(60)
    await page.locator('[data-toggle-theme]').click()
    expect(await lightness(page)).toBeGreaterThan(200)
  })

  test.for([390, 1440])('fits a window %i px wide, in both languages', async (width) => {
    const { page } = await browser.open(report, { width })
    for (const language of ['en', 'ko']) {
      await page.locator(`[data-set-lang=${language}]`).click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

  test('gives its data away as JSON, the same as lab report --json, and as CSV', async () => {
    const { page } = await browser.open(report)
    expect(JSON.parse(await downloaded(page, 'json'))).toEqual(json)
    const rows = (await downloaded(page, 'csv')).trim().split('\r\n')
    expect(rows).toHaveLength(1 + 60 + 60)
    expect(rows[0]).toContain('test,t,users,requestsPerSecond')
    const throttles = rows.slice(1).reduce((sum, row) => sum + Number(row.split(',')[8]), 0)
    expect(throttles).toBe(json.comparison?.throttles[0])
  })

  test('is not broken by text that would end its script', async () => {
    const host = 'http://x/</script><script>document.title="taken"</script>\u2028<!--'
    const evil = runs.map((run) => ({ ...run, load: { ...run.load, url: host } }))
    const { page, complaints } = await browser.open(pageOf(evil))
    expect(await page.title()).toBe('Load test report')
    expect(JSON.parse(await downloaded(page, 'json')).tests[0].load.host).toBe(host)
    expect(complaints).toEqual([])
  })

  test('tells of one test alone while there is no second', async () => {
    const { page, complaints } = await browser.open(pageOf(runs.slice(0, 1)))
    expect(await page.locator('h1').innerText()).toContain('were throttled')
    expect(await page.locator('.comparison').count()).toBe(0)
    expect(await page.locator('.plot canvas').count()).toBe(6)
    expect(complaints).toEqual([])
  })
})

test('two tests of an hour, second by second, make less than 2 MB', () => {
  const page = pageOf(sampleRuns(3600))
  expect(new TextEncoder().encode(page).length).toBeLessThan(2_000_000)
})

function pageOf(runs: readonly TestRun[]): string {
  return html({ runs, comparison: comparisonOf(runs), lang: 'en', madeAt: '2026-11-23T05:00:00.000Z' })
}

type Page = Opened['page']

async function figuresOn(page: Page): Promise<(figure: string) => number> {
  const found = await page
    .locator('[data-figure]')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-figure'), cell.getAttribute('data-value')]),
    )
  const figures = new Map(found.map(([figure, value]) => [figure, value]))
  return (figure) => Number(figures.get(figure))
}

async function useAll({ page }: Opened): Promise<void> {
  await page.locator('[data-set-lang=ko]').click()
  await page.locator('[data-toggle-theme]').click()
  await page.locator('[data-chart=latency][data-test="1"] .u-over').hover()
  await downloaded(page, 'json')
}

async function downloaded(page: Page, kind: 'json' | 'csv'): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-download=${kind}]`).click(),
  ])
  return await readFile(await download.path(), 'utf8')
}

async function lightness(page: Page): Promise<number> {
  const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  return Math.max(...(color.match(/\d+/g) ?? []).map(Number))
}

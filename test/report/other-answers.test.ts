import { expect, test } from 'vitest'
import { failuresShown } from '../../src/report/failures-shown.js'
import { html } from '../../src/report/html/html.js'
import { otherAnswers } from '../../src/report/other-answers.js'
import { reconciliation } from '../../src/report/reconciliation.js'
import { reportJson } from '../../src/report/report-json.js'
import type { TestRun } from '../../src/report/run/run.js'
import { sampleRun } from './sample-runs.js'

const plain = sampleRun({ id: 'load-test-1', durationMs: 701.73 })

/** Of 1,000 requests 30 % the function itself answered with 503, and API Gateway others where it was throttled, failed or late. */
const failing: TestRun = {
  ...plain,
  client: {
    ...plain.client,
    requests: 1_000,
    failures: 380,
    statuses: { 0: 3, 200: 620, 404: 2, 500: 70, 502: 5, 503: 300 },
    gatewayStatuses: { 500: 60, 502: 5 },
  },
  lambda: { ...plain.lambda, throttles: 60, errors: 5 },
  gateway: { requests: 997, serverErrors: 375, clientErrors: 2 },
}

test('each status other than 2xx is told with who gave it', () => {
  const answers = [
    { status: 0, by: 'nobody', count: 3 },
    { status: 404, by: 'function', count: 2 },
    { status: 500, by: 'function', count: 10 },
    { status: 500, by: 'api-gateway', count: 60 },
    { status: 502, by: 'api-gateway', count: 5 },
    { status: 503, by: 'function', count: 300 },
  ]
  expect(otherAnswers(failing)).toEqual(answers)
  expect(reportJson([failing]).tests[0]?.client.otherAnswers).toEqual(answers)
})

test('the terminal and the page have a row for each, with what it means', () => {
  const [table] = failuresShown(failing)
  expect(table).toMatchObject({ kind: 'table', title: { en: 'Answers other than 2xx' } })
  const shown = JSON.stringify(table)
  expect(shown).toContain('Lambda did not take the request: throttled')
  expect(shown).toContain('its code chose this status')
  const page = html({ runs: [failing], comparison: null, lang: 'en', madeAt: '2026-12-01T00:00:00Z' })
  expect(page).toContain('Answers other than 2xx')
  expect(page).toContain('<td>300</td>')
})

test('what the function chose to answer is not taken for an error of API Gateway', () => {
  const text = reconciliation(failing)?.en
  expect(text).toContain('The function itself answered 310 with a 5xx status')
  expect(text).toContain('accounts for all of them')
  expect(text).not.toContain('API Gateway’s own errors')
})

test('where the generator does not tell who answered, nobody is named', () => {
  const { gatewayStatuses: _, ...client } = failing.client
  expect(otherAnswers({ client })).toContainEqual({ status: 500, by: 'unknown', count: 70 })
})

test('a test whose answers were all 2xx has nothing to tell', () => {
  const fine = { ...plain, client: { ...plain.client, failures: 0, statuses: { 200: 900, 204: 3 } } }
  expect(failuresShown(fine)).toEqual([])
  const page = html({ runs: [fine], comparison: null, lang: 'en', madeAt: '2026-12-01T00:00:00Z' })
  expect(page).not.toContain('Answers other than 2xx')
})

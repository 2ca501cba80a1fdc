import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../browser/launch.js'

/** A real browser and a folder for the pages that it is shown. */
export interface Reader {
  open(html: string, how?: { readonly width?: number; readonly dark?: boolean }): Promise<Opened>
  close(): Promise<void>
}

export interface Opened {
  readonly page: Page
  /** What the page asked the network for, and what it complained of. Both should stay empty. */
  readonly requests: string[]
  readonly complaints: string[]
}

export async function reader(): Promise<Reader> {
  const browser = await launchBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'lab-report-'))
  let made = 0
  return {
    async open(html, { width = 1440, dark = false } = {}) {
      const file = join(folder, `${made++}.html`)
      await writeFile(file, html)
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
      })
      const [requests, complaints]: [string[], string[]] = [[], []]
      page.on('request', (request) => {
        if (/^(https?|wss?):/.test(request.url())) requests.push(request.url())
      })
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(pathToFileURL(file).href)
      return { page, requests, complaints }
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true })
    },
  }
}

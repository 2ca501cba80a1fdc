import { type Browser, chromium } from 'playwright-core'
import { browserProgram } from './program.js'

/** A browser that shows nothing and asks its maker for nothing. */
export async function launchBrowser(...args: readonly string[]): Promise<Browser> {
  return chromium.launch({ ...(await browserProgram()), args: [...QUIET, ...args] })
}

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

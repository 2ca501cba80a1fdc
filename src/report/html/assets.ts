import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LabError } from '../../core/errors.js'

/** What the page is made of besides its text: all of it goes into the file. */
export interface Assets {
  readonly styles: string
  readonly scripts: readonly string[]
  /** Allows exactly these, and no address at all. */
  readonly contentSecurityPolicy: string
}

const STYLES = [
  'base.css',
  'layout.css',
  'story.css',
  'tables.css',
  'cards.css',
  'charts.css',
  'narrow.css',
  'print.css',
]
const SCRIPTS = ['page.js', 'columns.js', 'chart-options.js', 'charts.js', 'downloads.js', 'main.js']

export function assets(): Assets {
  const uplot = dirname(createRequire(import.meta.url).resolve('uplot/package.json'))
  const page = join(packageRoot(), 'src', 'report', 'html', 'page')
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')
  const styles = [read(join(uplot, 'dist'), 'uPlot.min.css'), ...STYLES.map((name) => read(page, name))].join(
    '\n',
  )
  const own = SCRIPTS.map((name) => unlinked(read(page, name))).join('\n')
  const scripts = [
    read(join(uplot, 'dist'), 'uPlot.iife.min.js'),
    `(() => {\n'use strict'\n${own}\n})()`,
  ].map(inline)
  return {
    styles,
    scripts,
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${scripts.map(hash).join(' ')}`,
      `style-src ${hash(styles)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
  }
}

/** The page's modules share one script: they lie in the order of their imports, so those can go. */
const unlinked = (module: string) =>
  module.replaceAll(/^import [^']*'[^']*'\n/gm, '').replaceAll(/^export /gm, '')

/** Nothing in a script may end its element. */
const inline = (script: string) => script.replaceAll('</script', String.raw`<\/script`)

const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

/** The page's files are not compiled: they lie where the sources are, also when this runs from `dist`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder)
      throw new LabError({
        code: 'incomplete-installation',
        what: { en: 'The report’s files are missing.', ko: '보고서 파일이 없습니다.' },
        why: null,
        next: { en: 'Install the lab again: `npm ci`', ko: '실습을 다시 설치하세요: `npm ci`' },
      })
    folder = above
  }
  return folder
}

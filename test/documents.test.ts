import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/cli/commands.js'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const READ_IN_THREE_MINUTES = 8 * 1024

const documents = ['.', 'src', 'steps', 'test']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  )
  .filter((path) => path.endsWith('.md'))

describe('the documents', () => {
  test('begin with a README that a newcomer reads in three minutes', () => {
    expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(READ_IN_THREE_MINUTES)
  })

  test.each(['README.md', 'README.ko.md'])('name every command and every step in %s', (path) => {
    const text = read(path)
    for (const command of COMMANDS) {
      const typed =
        'commands' in command
          ? `lab ${command.name} ${command.commands.map(({ name }) => name).join('|')}`
          : `lab ${command.name}`
      expect(text).toContain(`\`${typed}`)
    }
    for (const id of stepIds()) expect(text).toContain(`\`${id}\``)
  })

  test.each(documents)('link in %s to files that are there', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
    const here = links.filter((target) => !/^[a-z]+:/.test(target))
    const missing = here.filter((target) => !existsSync(join(ROOT, normalize(join(dirname(path), target)))))
    expect(missing).toEqual([])
  })
})

describe('the page of architecture', () => {
  const page = read('src/README.md')

  test('has in its tree every part of the sources', () => {
    const [, tree = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? []
    const parts = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(parts.filter((part) => !tree.includes(`  ${part}/`))).toEqual([])
  })

  test('has trips that begin somewhere', () => {
    expect(pathsIn(page).length).toBeGreaterThan(30)
  })
})

test.each(documents)('files and folders that %s names are there', (path) => {
  const isThere = (named: string) =>
    ['.', dirname(path)].some((folder) => existsSync(join(ROOT, folder, named)))
  expect(pathsIn(read(path)).filter((named) => !isThere(named))).toEqual([])
})

/** What stands between backticks and begins as a path of the sources does; one with a placeholder is a pattern. */
function pathsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/`((?:src|steps|test)\/[^`\s]*)`/g)].map(([, path = '']) => path)
  return named.filter((path) => !/NN-|\/(NAME|ID)\b|[*{<…]/.test(path))
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function stepIds(): readonly string[] {
  return readdirSync(join(ROOT, 'steps')).flatMap((name) => /^\d\d-(.+)$/.exec(name)?.[1] ?? [])
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What each part may import of the others. A part that is missing here fails: say where it belongs. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  system: [],
  'proxy-integration': [],
  'deployment-package': ['system'],
  core: ['system'],
  store: ['core', 'system'],
  aws: ['core', 'load', 'proxy-integration', 'deployment-package', 'system'],
  load: ['core', 'system'],
  scaling: [],
  cloud: ['scaling', 'proxy-integration', 'deployment-package', 'system'],
  report: ['core', 'load', 'scaling', 'system'],
  ui: ['core', 'report', 'system'],
  steps: ['core', 'aws', 'load', 'report', 'scaling', 'system'],
  cli: ['core', 'store', 'aws', 'load', 'scaling', 'cloud', 'report', 'ui', 'steps', 'system'],
  main: ['core', 'store', 'aws', 'load', 'scaling', 'cloud', 'report', 'ui', 'steps', 'cli', 'system'],
}

/** These may take of `system` only what needs nothing of Node. */
const WITHOUT_NODE: ReadonlySet<string> = new Set(['core', 'report'])
const NEEDS_NO_NODE = 'src/system/text.ts'

/** Packages that only one part may know. */
const KEPT_IN: readonly { readonly packages: RegExp; readonly part: string }[] = [
  { packages: /^@aws-sdk\//, part: 'aws' },
  { packages: /^(inquirer|@inquirer\/.*|listr2)$/, part: 'ui' },
  { packages: /^commander$/, part: 'cli' },
]

const LONGEST = 200

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['src', 'steps']
  .map((top) => join(root, top))
  .filter((top) => existsSync(top))
  .flatMap(filesBelow)
  .filter((file) => /\.(ts|py)$/.test(file))
const imports = sources.filter((file) => file.endsWith('.ts')).flatMap(importsOf)

describe('the architecture', () => {
  test('has sources whose imports this test can read', () => {
    expect(imports).toContainEqual({
      file: 'src/store/lab-folder.ts',
      of: '../core/store.js',
      part: 'store',
      to: 'core',
      target: 'src/core/store.ts',
    })
  })

  test('has imports that go one way between the parts', () => {
    const wrong = imports.filter(({ part, to }) => to !== null && to !== part && !ARROWS[part]?.includes(to))
    expect(wrong).toEqual([])
  })

  test('keeps the SDK in aws, prompts and lists in ui, the argument parser in cli', () => {
    const strayed = imports.filter(({ of, part }) =>
      KEPT_IN.some((kept) => kept.packages.test(of) && kept.part !== part),
    )
    expect(strayed).toEqual([])
  })

  test('has load engines of which only their registration and their own files know', () => {
    const engines = readdirSync(join(root, 'src', 'load'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/load/${name}/`)
    expect(engines).toContain('src/load/locust/')
    const strayed = imports.filter(({ file, of }) =>
      engines.some(
        (folder) =>
          join(dirname(file), of).startsWith(folder) &&
          !file.startsWith(folder) &&
          file !== 'src/load/engines.ts',
      ),
    )
    expect(strayed).toEqual([])
  })

  test('has a core that needs no package and nothing of Node', () => {
    expect(outsideNeedsOf(({ part }) => part === 'core')).toEqual([])
  })

  test('has a system that needs no package, and a text that needs nothing at all', () => {
    expect(outsideNeedsOf(({ part }) => part === 'system').filter((of) => !isOfNode(of))).toEqual([])
    expect(imports.filter(({ file }) => file === NEEDS_NO_NODE)).toEqual([])
  })

  test('has a core and a report that take of system its text alone', () => {
    const more = imports.filter(
      ({ part, to, target }) => WITHOUT_NODE.has(part) && to === 'system' && target !== NEEDS_NO_NODE,
    )
    expect(more).toEqual([])
  })

  test(`has no source file longer than ${LONGEST} lines`, () => {
    const long = sources
      .map((file) => ({
        file: relative(root, file),
        lines: readFileSync(file, 'utf8').trimEnd().split('\n').length,
      }))
      .filter(({ lines }) => lines > LONGEST)
    expect(long).toEqual([])
  })
})

interface Import {
  readonly file: string
  readonly of: string
  readonly part: string
  /** null: a package. */
  readonly to: string | null
  readonly target: string | null
}

const isOfNode = (of: string): boolean => builtinModules.includes(of.replace('node:', ''))

/** The packages and modules of Node that these import. */
const outsideNeedsOf = (which: (one: Import) => boolean): string[] =>
  imports.filter((one) => which(one) && (one.to === null || isOfNode(one.of))).map(({ of }) => of)

function importsOf(path: string): Import[] {
  const code = readFileSync(path, 'utf8').replaceAll(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '')
  const specifiers = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"\n]+)\1/g)
  return [...specifiers].map(([, , of = '']) => ({
    file: relative(root, path),
    of,
    part: partOf(path),
    to: of.startsWith('.') ? partOf(join(dirname(path), of)) : null,
    target: of.startsWith('.') ? relative(root, join(dirname(path), of)).replace(/\.js$/, '.ts') : null,
  }))
}

/** `src/core/errors.ts` is of `core`, `src/main.ts` of `main`, `steps/…` of `steps`. */
function partOf(path: string): string {
  const [top = '', second = ''] = relative(root, path).split('/')
  return top === 'src' ? second.replace(/\.[jt]s$/, '') : top
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

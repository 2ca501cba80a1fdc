import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('the package is the built program and the files beside it that it reads: no source, no source map, no test', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  })
  const [{ files }] = JSON.parse(packed)
  const paths: string[] = files.map(({ path }: { readonly path: string }) => path)
  expect(paths).toContain('dist/src/main.js')
  expect(paths.filter((path) => /\.map$|\.ts$|^test\/|(^|\/)__pycache__\//.test(path))).toEqual([])
  // What engines put on their machines, what functions run in, the course's texts: in no build, and missed only when they are read.
  const beside = [
    'src/load/locust/host',
    'src/cloud/lambda/runtime/execution_environment',
    'steps/01-environment',
  ]
  for (const folder of beside)
    for (const name of readdirSync(`${root}/${folder}`).filter((each) => /\.(py|sh|txt|md)$/.test(each)))
      expect(paths).toContain(`${folder}/${name}`)
})

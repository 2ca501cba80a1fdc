import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCourse } from '../../src/store/course.js'
import { temporaryFolder } from './temporary.js'

const GUIDE = `# Make the page reachable

The page listens on
port 8089, and nobody reaches it.

## What happens
`

describe('the course', () => {
  test('has one step for each numbered folder, in order, with title and lead from its guides', async () => {
    const root = await courseIn({ '10-results': GUIDE, '02-security-group': GUIDE, notes: GUIDE })
    const { steps } = await loadCourse(root)
    expect(steps.map(({ id }) => id)).toEqual(['security-group', 'results'])
    expect(steps[0]).toMatchObject({
      title: { en: 'Make the page reachable', ko: '한국어 Make the page reachable' },
      lead: { en: 'The page listens on port 8089, and nobody reaches it.' },
      guide: { en: GUIDE },
    })
  })

  test('imports a step only when it is loaded, and tells what it lacks', async () => {
    const root = await courseIn({ '01-environment': GUIDE })
    const path = join(root, 'steps', '01-environment', 'step.ts')
    await writeFile(path, 'export const step = { plan() {}, apply() {}, check() {} }\n')
    const [step] = (await loadCourse(root)).steps
    await expect(step?.load()).rejects.toThrow('does not export "step" with questions, plan, apply and check')
  })

  test('gives the step that the module exports', async () => {
    const root = await courseIn({ '01-environment': GUIDE })
    const path = join(root, 'steps', '01-environment', 'step.ts')
    await writeFile(path, 'export const step = { questions: () => 4, plan() {}, apply() {}, check() {} }\n')
    const [step] = (await loadCourse(root)).steps
    expect(Object.keys((await step?.load()) ?? {})).toEqual(['questions', 'plan', 'apply', 'check'])
  })

  test('names the guide that has no heading', async () => {
    const root = await courseIn({ '01-environment': 'No heading.\n' })
    await expect(loadCourse(root)).rejects.toThrow('guide.en.md has no heading')
  })
})

async function courseIn(guides: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder()
  for (const [name, guide] of Object.entries(guides)) {
    const folder = join(root, 'steps', name)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'guide.en.md'), guide)
    await writeFile(join(folder, 'guide.ko.md'), guide.replace('# ', '# 한국어 '))
  }
  return root
}

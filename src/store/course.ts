import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Course, CourseStep } from '../core/course.js'
import type { Step } from '../core/step.js'
import type { Lang } from '../system/text.js'

/** The course in `ROOT/steps/NN-name`; `root` is the package's own folder. Reads the guides, runs no step's code. */
export async function loadCourse(root: string): Promise<Course> {
  const entries = await readdir(join(root, 'steps'), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && /^\d\d-[a-z]/.test(entry.name))
  const names = folders.map(({ name }) => name).sort()
  return { steps: await Promise.all(names.map((name) => readStep(root, name))) }
}

async function readStep(root: string, folder: string): Promise<CourseStep> {
  // One after the other: of two bad guides the same one is always named.
  const en = await readGuide(root, folder, 'en')
  const ko = await readGuide(root, folder, 'ko')
  return {
    id: folder.slice('NN-'.length),
    title: { en: en.title, ko: ko.title },
    lead: { en: en.lead, ko: ko.lead },
    guide: { en: en.whole, ko: ko.whole },
    load: () => importStep(root, folder),
  }
}

interface Guide {
  readonly title: string
  readonly lead: string
  readonly whole: string
}

async function readGuide(root: string, folder: string, lang: Lang): Promise<Guide> {
  const path = join(root, 'steps', folder, `guide.${lang}.md`)
  const whole = await readFile(path, 'utf8')
  const [, title, below = ''] = /^# +(.+)\n([\s\S]*)/m.exec(whole) ?? []
  if (title === undefined)
    throw new Error(`${path} has no heading: its first line must be "# " and the step's title`)
  const [lead = ''] = below.trimStart().split(/\n\s*\n/)
  return { title: title.trim(), lead: lead.replaceAll(/\s*\n\s*/g, ' ').trim(), whole }
}

/** Beside TypeScript sources (tests run them) the step is imported as source, else as compiled. */
async function importStep(root: string, folder: string): Promise<Step> {
  const path = import.meta.url.endsWith('.ts')
    ? join(root, 'steps', folder, 'step.ts')
    : join(root, 'dist', 'steps', folder, 'step.js')
  const module: unknown = await import(pathToFileURL(path).href)
  if (isStepModule(module)) return module.step
  throw new Error(`${path} does not export "step" with questions, plan, apply and check`)
}

function isStepModule(module: unknown): module is { readonly step: Step } {
  if (typeof module !== 'object' || module === null || !('step' in module)) return false
  const { step } = module
  if (typeof step !== 'object' || step === null) return false
  return (['questions', 'plan', 'apply', 'check'] as const).every(
    (name) => name in step && typeof Reflect.get(step, name) === 'function',
  )
}

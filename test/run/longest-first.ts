import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begins with what takes longest, so that it does not run on alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files.filter((file) => rank(file) === LONGEST.length))
    const longest = files.filter((file) => rank(file) < LONGEST.length)
    return [...longest.toSorted((one, other) => rank(one) - rank(other)), ...others]
  }
}

const LONGEST = [
  'e2e/whole-lab.test.ts',
  'steps/contract.test.ts',
  'security/whole-lab.slow.test.ts',
  'security/other-origins.slow.test.ts',
  'load/locust/locust.slow.test.ts',
  'aws/application/application.slow.test.ts',
]

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}`))
  return at === -1 ? LONGEST.length : at
}

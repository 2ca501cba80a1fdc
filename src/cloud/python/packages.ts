import { readFile } from 'node:fs/promises'

/** What an environment has installed. */
export type Packages =
  /** As pip takes them, such as `boto3>=1.40`: the newest that fits, and whatever that needs. */
  readonly string[] | PinnedPackages

/** Packages of which one release each was chosen, and the content of all that they need. */
export interface PinnedPackages {
  /** What the lab works with: a Python that has releases in these ranges serves as it is. */
  readonly ranges: readonly string[]
  /** A requirements file of pip with the one release and the hashes of each package. */
  readonly pins: string
}

export const rangesOf = (packages: Packages): readonly string[] =>
  'pins' in packages ? packages.ranges : packages

/** pip's arguments that name what to install, and how it is to be checked. */
export const pipArguments = (packages: Packages): readonly string[] =>
  'pins' in packages ? ['--require-hashes', '--only-binary', ':all:', '-r', packages.pins] : packages

/** What decides which files end up in an environment. */
export async function contentOf(packages: Packages): Promise<readonly string[]> {
  return 'pins' in packages ? [await readFile(packages.pins, 'utf8')] : packages.toSorted()
}

/** The distributions' names: `moto[server]>=5` is `moto`. */
export const namesOf = (packages: Packages): readonly string[] =>
  rangesOf(packages).map((range) => /^[\w.-]+/.exec(range)?.[0] ?? range)

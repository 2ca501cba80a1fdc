/** The types that can be launched here: what AWS says of them, not what this computer has. */
export interface InstanceType {
  readonly name: string
  readonly vcpus: number
  readonly memoryMiB: number
  readonly architecture: 'x86_64' | 'arm64'
}

const GIB = 1024

export const INSTANCE_TYPES: readonly InstanceType[] = [
  ...family('t2', 'x86_64', [
    ['micro', 1, 1],
    ['small', 1, 2],
    ['medium', 2, 4],
    ['large', 2, 8],
  ]),
  ...family('t3', 'x86_64', [
    ['micro', 2, 1],
    ['small', 2, 2],
    ['medium', 2, 4],
    ['large', 2, 8],
    ['xlarge', 4, 16],
  ]),
  ...family('t4g', 'arm64', [
    ['micro', 2, 1],
    ['small', 2, 2],
    ['medium', 2, 4],
    ['large', 2, 8],
  ]),
  ...family('m5', 'x86_64', [
    ['large', 2, 8],
    ['xlarge', 4, 16],
    ['2xlarge', 8, 32],
    ['4xlarge', 16, 64],
  ]),
  ...family('m7g', 'arm64', [
    ['large', 2, 8],
    ['xlarge', 4, 16],
    ['2xlarge', 8, 32],
  ]),
  ...['c5', 'c6i', 'c7i'].flatMap((name) =>
    family(name, 'x86_64', [
      ['large', 2, 4],
      ['xlarge', 4, 8],
      ['2xlarge', 8, 16],
      ['4xlarge', 16, 32],
      ['12xlarge', 48, 96],
      ['24xlarge', 96, 192],
    ]),
  ),
]

export function instanceType(name: string): InstanceType | null {
  return INSTANCE_TYPES.find((type) => type.name === name) ?? null
}

/** As in Seoul, the second zone has none of the newest family. */
export function isOffered(name: string, zone: string): boolean {
  return !(name.startsWith('c7i.') && zone.endsWith('b'))
}

function family(
  name: string,
  architecture: InstanceType['architecture'],
  sizes: readonly (readonly [size: string, vcpus: number, memoryGiB: number])[],
): InstanceType[] {
  return sizes.map(([size, vcpus, memoryGiB]) => ({
    name: `${name}.${size}`,
    vcpus,
    memoryMiB: memoryGiB * GIB,
    architecture,
  }))
}

import type { Capacity } from './engine.js'

/** A rule of thumb: requests a second of all users together. */
export const carriedBy = (vcpus: number, { requestsPerSecondEachVcpu }: Capacity): number =>
  vcpus * requestsPerSecondEachVcpu

/** The smallest of the c5 family with so many vCPUs; the largest there is beyond that. */
export function c5With(vcpus: number): { readonly name: string; readonly vcpus: number } {
  const [name, has] = C5.find(([, has]) => has >= vcpus) ?? LARGEST
  return { name, vcpus: has }
}

const LARGEST = ['c5.24xlarge', 96] as const
const C5 = [
  ['c5.large', 2],
  ['c5.xlarge', 4],
  ['c5.2xlarge', 8],
  ['c5.4xlarge', 16],
  ['c5.9xlarge', 36],
  ['c5.12xlarge', 48],
  ['c5.18xlarge', 72],
  LARGEST,
] as const

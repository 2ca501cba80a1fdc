/**
 * Requests a second that a vCPU is good for, with room to spare. 10,000 FastHttpUsers in one process made 6,500 a second of a whole
 * core, which was then starved; TLS and two vCPUs to a core leave a third of that.
 */
export const REQUESTS_PER_SECOND_EACH_VCPU = 2_000

/** A rule of thumb: requests a second of all users together. */
export const carriedBy = (vcpus: number): number => vcpus * REQUESTS_PER_SECOND_EACH_VCPU

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

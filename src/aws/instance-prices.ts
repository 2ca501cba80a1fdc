/** The day the figures below stand for. */
export const INSTANCE_PRICES_OF = '2019-06-11'

/**
 * USD an hour, Linux on demand, Seoul: c5.18xlarge was 3.456, so a vCPU is 0.048; c5.24xlarge (the workshop's) follows from it.
 * null: of that family or size no figure is known.
 */
export function instanceHourUsd(instanceType: string): number | null {
  const [family = '', size = ''] = instanceType.split('.')
  const vcpus = VCPUS.get(size)
  return family === 'c5' && vcpus !== undefined ? vcpus * 0.048 : null
}

const VCPUS: ReadonlyMap<string, number> = new Map([
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
  ['9xlarge', 36],
  ['12xlarge', 48],
  ['18xlarge', 72],
  ['24xlarge', 96],
])

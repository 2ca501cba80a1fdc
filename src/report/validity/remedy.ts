import type { Text } from '../../system/text.js'
import { engineOf } from '../../load/engines.js'
import { c5With } from '../../load/sizing.js'
import { count } from '../numbers.js'
import type { MeasuredRun } from '../run/run.js'

/** What would have been enough for a load that was too much for its generator. */
export function remedyFor({ client, load, target }: MeasuredRun): Text {
  const { processes, cores } = client.generator ?? { processes: 1, cores: 1 }
  if (processes < cores) {
    return {
      en: `It ran ${count(processes)} process${processes === 1 ? '' : 'es'} on ${count(cores)} cores: start one on each core with \`--processes -1\`.`,
      ko: `코어는 ${count(cores)}개인데 프로세스는 ${count(processes)}개만 실행했습니다. \`--processes -1\`로 코어마다 하나씩 실행하세요.`,
    }
  }
  if (target.kind === 'local') {
    return {
      en: 'This computer cannot generate more load: lower `--requests-per-second` or `--users`.',
      ko: '이 컴퓨터로는 더 많은 부하를 만들 수 없습니다. `--requests-per-second`나 `--users`를 낮추세요.',
    }
  }
  const paced = (load.requestsPerSecond ?? 0) / engineOf(load).capacity.requestsPerSecondEachVcpu
  const size = c5With(Math.max(cores * 2, Math.ceil(paced)))
  return {
    en: `A ${size.name} (${count(size.vcpus)} vCPUs) would be enough: \`lab reset environment\`, then \`lab run --instance-type ${size.name}\`; or lower \`--requests-per-second\`.`,
    ko: `${size.name}(vCPU ${count(size.vcpus)}개)이면 충분합니다. \`lab reset environment\`를 실행한 뒤 \`lab run --instance-type ${size.name}\`을 실행하거나 \`--requests-per-second\`를 낮추세요.`,
  }
}

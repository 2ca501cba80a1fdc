import type { Text } from '../system/text.js'
import type { LoadSettings } from './driver.js'
import type { LoadEngine } from './engine.js'

/** Why an engine cannot carry out a load: what its capabilities rule out, then its own reasons; null: it can. */
export function refusalOf(engine: LoadEngine, load: LoadSettings): Text | null {
  const { name, capabilities } = engine
  if (load.requestsPerSecond !== null && capabilities.pace === 'as-fast-as-possible') {
    return {
      en: `${name} cannot keep its users at a rate: \`--requests-per-second 0\` sends as many as possible.`,
      ko: `${name}는 초당 요청 수를 맞출 수 없습니다. 가능한 만큼 보내려면 \`--requests-per-second 0\`을 사용하세요.`,
    }
  }
  return engine.refuse(load)
}

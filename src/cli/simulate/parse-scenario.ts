import type { WhatIf } from '../../report/what-if/what-if.js'
import type { Text } from '../../system/text.js'
import { badValue } from '../command-line/bad-value.js'
import { closest } from '../command-line/closest.js'
import { SCENARIO_FLAGS, type ScenarioFlag } from './scenario-flags.js'

type Typed = ReadonlyMap<string, string>

/** What was typed as a scenario, with the workshop's values for the rest. Throws `bad-value`. */
export function scenarioOf(typed: Typed): WhatIf {
  const of = <T>({ flag, read }: ScenarioFlag<T>): T => read(typed.get(flag), flag)
  const flags = SCENARIO_FLAGS
  return {
    users: of(flags.users),
    spawnRate: of(flags.spawnRate),
    durationSeconds: of(flags.durationSeconds),
    requestsPerSecond: of(flags.requestsPerSecond),
    generator: of(flags.generator),
    region: of(flags.region),
    model: of(flags.model),
    limit: of(flags.limit),
    reserved: of(flags.reserved),
    provisioned: of(flags.provisioned),
    code: of(flags.code),
    serviceMs: of(flags.serviceMs),
    memoryMb: of(flags.memoryMb),
    cpuPart: of(flags.cpuPart),
    initMs: of(flags.initMs),
    seed: of(flags.seed),
  }
}

/** The second scenario: the first with what `--versus NAME=VALUE,...` changes. */
export function versusOf(typed: Typed, versus: string): Typed {
  const changes = versus.split(',').map((change): [string, string] => {
    const at = change.indexOf('=')
    const name = change.slice(0, at).trim()
    if (at < 1)
      throw badValue('--versus', versus, {
        en: 'Write it as `NAME=VALUE,NAME=VALUE`.',
        ko: '`이름=값,이름=값`으로 입력하세요.',
      })
    if (!CHANGEABLE.includes(name)) {
      const meant = closest(name, CHANGEABLE)
      throw badValue('--versus', versus, unknown(name), meant && versus.replace(name, meant))
    }
    return [name, change.slice(at + 1).trim()]
  })
  return new Map([...typed, ...changes])
}

const CHANGEABLE = Object.values(SCENARIO_FLAGS).map(({ flag }) => flag)

function unknown(name: string): Text {
  const list = CHANGEABLE.map((flag) => `\`${flag}\``).join(', ')
  return {
    en: `There is no \`${name}\`. Names: ${list}.`,
    ko: `\`${name}\`은(는) 없는 이름입니다. 사용할 수 있는 이름: ${list}`,
  }
}

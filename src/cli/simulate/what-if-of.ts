import type { Text } from '../../system/text.js'
import type { WhatIf } from '../../report/what-if/what-if.js'
import { badValue } from '../command-line/bad-value.js'
import { SIMULATE_OPTIONS } from './options.js'

type Typed = ReadonlyMap<string, string>

/** What was typed as a scenario, with the workshop's values for the rest. Throws `bad-value`. */
export function whatIfOf(typed: Typed): WhatIf {
  return {
    users: whole(typed, 'users', 10_000, { least: 1, most: 1_000_000 }),
    spawnRate: number(typed, 'spawn-rate', 500, { least: 0.01, most: 1_000_000 }),
    durationSeconds: whole(typed, 'duration', 300, { least: 1, most: 86_400 }),
    requestsPerSecond: unless('none', typed, 'requests-per-second', 3_000, { least: 0.001, most: 1e7 }),
    generator: unless('none', typed, 'generator', null, { least: 0.001, most: 1e7 }),
    region: region(typed.get('region') ?? 'ap-northeast-2'),
    model: choice(typed, 'model', { '2021': 'workshop-2021', today: 'current' }, 'workshop-2021'),
    limit: whole(typed, 'limit', 3_000, { least: 0, most: 1_000_000 }),
    reserved: unless('none', typed, 'reserved', null, { least: 0, most: 1_000_000 }),
    provisioned:
      typed.get('provisioned') === 'enough'
        ? 'enough'
        : whole(typed, 'provisioned', 0, { least: 0, most: 1_000_000 }),
    code: choice(typed, 'code', { original: 'original', optimised: 'optimised' }, 'original'),
    serviceMs: unless('none', typed, 'service', null, { least: 0.001, most: 900_000 }),
    memoryMb: whole(typed, 'memory', 128, { least: 128, most: 10_240 }),
    cpuPart: number(typed, 'cpu-part', 0.9, { least: 0, most: 1 }),
    initMs: number(typed, 'init', 400, { least: 0, most: 60_000 }),
    seed: whole(typed, 'seed', 1, { least: 0, most: 2 ** 31 }),
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
    if (!CHANGEABLE.includes(name)) throw badValue('--versus', versus, unknown(name))
    return [name, change.slice(at + 1).trim()]
  })
  return new Map([...typed, ...changes])
}

const CHANGEABLE = SIMULATE_OPTIONS.map(({ flag }) => flag).filter(
  (flag) => flag !== 'versus' && flag !== 'html',
)

function unknown(name: string): Text {
  const list = CHANGEABLE.map((flag) => `\`${flag}\``).join(', ')
  return {
    en: `There is no \`${name}\`. Names: ${list}.`,
    ko: `\`${name}\`은(는) 없는 이름입니다. 사용할 수 있는 이름: ${list}`,
  }
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function number(typed: Typed, flag: string, otherwise: number, { least, most }: Bounds): number {
  const text = typed.get(flag)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (/^\d*\.?\d+$/.test(text) && value >= least && value <= most) return value
  throw badValue(`--${flag}`, text, {
    en: `Enter a number from ${least} to ${most}.`,
    ko: `${least}에서 ${most} 사이의 숫자를 입력하세요.`,
  })
}

function whole(typed: Typed, flag: string, otherwise: number, bounds: Bounds): number {
  const value = number(typed, flag, otherwise, bounds)
  if (Number.isInteger(value)) return value
  throw badValue(`--${flag}`, String(value), { en: 'Enter a whole number.', ko: '정수를 입력하세요.' })
}

function unless(
  nothing: string,
  typed: Typed,
  flag: string,
  otherwise: number | null,
  bounds: Bounds,
): number | null {
  const text = typed.get(flag)
  if (text === nothing) return null
  return text === undefined ? otherwise : number(typed, flag, 0, bounds)
}

function choice<V>(typed: Typed, flag: string, values: Readonly<Record<string, V>>, otherwise: V): V {
  const text = typed.get(flag)
  if (text === undefined) return otherwise
  const value = Object.hasOwn(values, text) ? values[text] : undefined
  if (value !== undefined) return value
  const list = Object.keys(values)
    .map((known) => `\`${known}\``)
    .join(', ')
  throw badValue(`--${flag}`, text, { en: `It can be ${list}.`, ko: `사용할 수 있는 값: ${list}` })
}

function region(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) return text
  throw badValue('--region', text, {
    en: 'A Region name looks like `ap-northeast-2`.',
    ko: '리전의 이름은 `ap-northeast-2`와 같은 형식입니다.',
  })
}

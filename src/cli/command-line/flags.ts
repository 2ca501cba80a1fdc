import { resolve } from 'node:path'
import type { ApplicationNames, Target } from '../../core/target.js'
import { namesIn } from './application-flags.js'
import { badValue, unknownValue } from './bad-value.js'
import type { Flag } from './flag.js'

/** The flags of a command line, judged. */
export interface Flags {
  readonly yes: boolean
  readonly json: boolean
  readonly dryRun: boolean
  readonly force: boolean
  readonly follow: boolean
  readonly policy: boolean
  readonly full: boolean
  /** `any`: the only lab that there is. */
  readonly adopt: 'no' | 'any' | { readonly lab: string }
  /** null: not given. */
  readonly target: Target['kind'] | null
  /** Absolute. */
  readonly dir: string
  /** Of the AWS configuration files; null: the default credential chain's own. */
  readonly profile: string | null
  /** null: the lab's own, or the configured one. */
  readonly region: string | null
  /** What of the application is called otherwise than in the workshop. */
  readonly names: Partial<ApplicationNames>
  /** null: as the local cloud has it. */
  readonly delays: 'none' | 'aws-like' | null
  readonly cloud9: 'open' | 'closed' | null
}

export type FlagName =
  | 'yes'
  | 'json'
  | 'dryRun'
  | 'force'
  | 'follow'
  | 'policy'
  | 'full'
  | 'target'
  | 'adopt'
  | 'delays'
  | 'cloud9'

const LANGS = ['en', 'ko'] as const
const TARGETS = ['local', 'aws'] as const
const DELAYS = ['none', 'aws-like'] as const
const CLOUD9 = ['open', 'closed'] as const

export const FLAGS: Readonly<Record<FlagName, Flag>> = {
  yes: {
    syntax: '-y, --yes',
    summary: {
      en: 'approve the plan and take the default answers',
      ko: '계획을 승인하고 기본값으로 답합니다',
    },
  },
  json: { syntax: '--json', summary: { en: 'print JSON', ko: 'JSON으로 출력합니다' } },
  dryRun: {
    syntax: '--dry-run',
    summary: { en: 'show the plan and change nothing', ko: '계획만 보여 주고 아무것도 변경하지 않습니다' },
  },
  force: {
    syntax: '--force',
    summary: { en: 'overwrite what somebody else has changed', ko: '다른 사람이 변경한 내용도 덮어씁니다' },
  },
  follow: {
    syntax: '-f, --follow',
    summary: { en: 'keep printing new lines', ko: '새 줄이 생길 때마다 계속 출력합니다' },
  },
  policy: {
    syntax: '--policy',
    summary: {
      en: 'print the minimal IAM policy that the lab needs, as JSON',
      ko: '실습에 필요한 최소 IAM 정책을 JSON으로 출력합니다',
    },
  },
  full: {
    syntax: '--full',
    summary: { en: 'show everything, not only the answer', ko: '결론만이 아니라 모든 결과를 보여 줍니다' },
  },
  adopt: {
    syntax: '--adopt [lab]',
    summary: {
      en: 'if the state was lost: find by tag what a lab left, and delete it',
      ko: '상태 파일을 잃었을 때 태그로 남은 리소스를 찾아 삭제합니다',
    },
  },
  delays: {
    syntax: `--delays [${DELAYS.join('|')}]`,
    values: DELAYS,
    summary: {
      en: 'show changes a few seconds late, as AWS does; kept until set again (none)',
      ko: 'AWS처럼 변경한 내용을 몇 초 늦게 보여 줍니다. 바꿀 때까지 유지됩니다 (기본값 none)',
    },
  },
  cloud9: {
    syntax: `--cloud9 <${CLOUD9.join('|')}>`,
    values: CLOUD9,
    summary: {
      en: 'closed: refuse Cloud9, as AWS does for new customers; kept until set again (open)',
      ko: 'closed: AWS가 신규 고객에게 하듯 Cloud9을 거부합니다. 바꿀 때까지 유지됩니다 (기본값 open)',
    },
  },
  target: {
    syntax: `--target <${TARGETS.join('|')}>`,
    values: TARGETS,
    summary: { en: 'where a new lab runs (local)', ko: '새 실습을 실행할 곳 (기본값 local)' },
  },
}

/** Those that every command takes. */
export const COMMON_FLAGS: readonly Flag[] = [
  {
    syntax: '--dir <folder>',
    summary: { en: "the lab's folder (.lab)", ko: '실습 폴더 (기본값 .lab)' },
  },
  {
    syntax: '--profile <name>',
    summary: { en: 'AWS profile whose credentials are used', ko: '자격 증명을 사용할 AWS 프로필' },
  },
  {
    syntax: '--region <region>',
    summary: {
      en: 'Region of a new lab (from the AWS configuration, else ap-northeast-2)',
      ko: '새 실습의 리전 (AWS 설정을 따르고, 없으면 ap-northeast-2)',
    },
  },
  {
    syntax: `--lang <${LANGS.join('|')}>`,
    values: LANGS,
    summary: { en: 'language (from LANG)', ko: '언어 (기본값은 LANG)' },
  },
  { syntax: '--no-color', summary: { en: 'no colors', ko: '색을 쓰지 않습니다' } },
]

/** `typed` is what commander found: text, true, or nothing. */
export function validateFlags(typed: Readonly<Record<string, unknown>>, cwd: string): Flags {
  oneOf('lang', typed['lang'], LANGS)
  const { dir } = typed
  if (dir === '') throw badValue('--dir', '', { en: 'It is empty.', ko: '값이 비어 있습니다.' })
  return {
    yes: typed['yes'] === true,
    json: typed['json'] === true,
    dryRun: typed['dryRun'] === true,
    force: typed['force'] === true,
    follow: typed['follow'] === true,
    policy: typed['policy'] === true,
    full: typed['full'] === true,
    adopt: adoptOf(typed['adopt']),
    target: oneOf('target', typed['target'], TARGETS),
    dir: resolve(cwd, typeof dir === 'string' ? dir : '.lab'),
    profile: profileOf(typed['profile']),
    region: regionOf(typed['region']),
    names: namesIn(typed),
    delays: typed['delays'] === true ? 'aws-like' : oneOf('delays', typed['delays'], DELAYS),
    cloud9: oneOf('cloud9', typed['cloud9'], CLOUD9),
  }
}

function profileOf(typed: unknown): string | null {
  if (typed === '') throw badValue('--profile', '', { en: 'It is empty.', ko: '값이 비어 있습니다.' })
  return typeof typed === 'string' ? typed : null
}

function regionOf(typed: unknown): string | null {
  if (typeof typed !== 'string') return null
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(typed)) return typed
  throw badValue('--region', typed, {
    en: 'A Region name looks like `ap-northeast-2`.',
    ko: '리전의 이름은 `ap-northeast-2`와 같은 형식입니다.',
  })
}

function adoptOf(typed: unknown): Flags['adopt'] {
  if (typed === undefined) return 'no'
  if (typeof typed !== 'string') return 'any'
  if (/^lab-[0-9a-f]{12}$/.test(typed)) return { lab: typed }
  throw badValue('--adopt', typed, {
    en: 'A lab id looks like `lab-0123456789ab`.',
    ko: '실습의 ID는 `lab-0123456789ab`와 같은 형식입니다.',
  })
}

function oneOf<const V extends string>(flag: string, typed: unknown, values: readonly V[]): V | null {
  if (typed === undefined) return null
  const value = values.find((known) => known === typed)
  if (value !== undefined) return value
  throw unknownValue(`--${flag}`, typeof typed === 'string' ? typed : '', values)
}

import type { Lang } from '../../system/text.js'
import type { EnvironmentVariables } from '../../ui/screen.js'

/** How to speak, known before the command line is understood: its mistakes must be told as well. */
export interface OutputPreferences {
  readonly lang: Lang
  readonly json: boolean
}

export function outputPreferencesOf(argv: readonly string[], env: EnvironmentVariables): OutputPreferences {
  return { lang: typedLang(argv) ?? localeLang(env), json: argv.includes('--json') }
}

function typedLang(argv: readonly string[]): Lang | null {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = at < 0 ? undefined : argv[at]
  const typed = word === '--lang' ? argv[at + 1] : word?.slice('--lang='.length)
  return typed === 'en' || typed === 'ko' ? typed : null
}

/** The first of the three that is set decides, as for every program. */
function localeLang(env: EnvironmentVariables): Lang {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  return locale !== undefined && /^ko([_.@-]|$)/i.test(locale) ? 'ko' : 'en'
}

import { format } from 'prettier'
import type { SdkCall } from '../../../src/aws/permissions/sdk-call.js'

/** The table of those calls in `src/aws/README.md` of those calls, as prettier leaves it. */
export async function callsTable(calls: readonly SdkCall[]): Promise<string> {
  const rows = calls.map(
    (call) =>
      `| ${[call.by.join(', '), `${call.service} \`${call.operation}\``, needsOf(call), onOf(call), undoing(call)].join(' | ')} |`,
  )
  const head = ['| by | call | permission | on | undone by |', '| --- | --- | --- | --- | --- |']
  return (await format([...head, ...rows].join('\n'), { parser: 'markdown', proseWrap: 'preserve' })).trim()
}

/** What is between the table's two marks in a text. */
export function tableIn(readme: string): string {
  const [, table = ''] = /<!-- calls -->\n+([\s\S]*?)\n+<!-- \/calls -->/.exec(readme) ?? []
  return table
}

export function withTable(readme: string, table: string): string {
  return readme.replace(/(<!-- calls -->\n)[\s\S]*?(\n<!-- \/calls -->)/, `$1\n${table}\n$2`)
}

const needsOf = ({ needs }: SdkCall): string =>
  needs.length === 0 ? 'none' : distinct(needs.map(({ action }) => `\`${action}\``)).join(', ')

const onOf = ({ needs }: SdkCall): string => distinct(needs.map(({ on }) => on.name)).join('; ') || '–'

const undoing = ({ undoneBy }: SdkCall): string =>
  undoneBy === null ? '–' : undoneBy.replaceAll(/\b[A-Z][a-z]+[A-Z]\w+/g, '`$&`')

const distinct = (all: readonly string[]): string[] => [...new Set(all)]

import type { Text } from '../../system/text.js'
import type { Option } from '../command.js'
import { SHELLS } from './shells.js'

export const SHELL_OPTIONS: readonly Option[] = [
  {
    flag: 'shell',
    value: SHELLS.join('|'),
    values: SHELLS,
    summary: { en: 'the shell that is to read it (from SHELL)', ko: '읽을 셸 (기본값은 SHELL)' },
  },
  {
    flag: 'unset',
    value: null,
    summary: { en: 'take away what it set', ko: '설정했던 변수를 없앱니다' },
  },
]

const LINES = `
  eval "$(lab cloud env)"
  lab cloud env --shell fish | source
  lab cloud env --shell powershell | Out-String | Invoke-Expression
  eval "$(lab cloud env --unset)"
`

export const SHELL_EXAMPLES: Text = {
  en: `
Examples:${LINES}
It takes all other AWS_* variables out of this shell, and keeps your ~/.aws out of it: open another shell for your own account.
A client that reads no AWS_ENDPOINT_URL, such as JavaScript's client-cloud9, must be given the endpoint in its program.
`,
  ko: `
예:${LINES}
현재 셸에서 다른 AWS_* 변수를 모두 없애고 ~/.aws도 읽지 않게 합니다. 자신의 계정을 쓰려면 다른 셸을 여세요.
JavaScript의 client-cloud9처럼 AWS_ENDPOINT_URL을 읽지 않는 클라이언트에는 프로그램에서 엔드포인트를 직접 지정해야 합니다.
`,
}

import type { Text } from '../../system/text.js'

export const COMPLETED_SHELLS = ['bash', 'zsh', 'fish'] as const
export type CompletedShell = (typeof COMPLETED_SHELLS)[number]

export const isCompletedShell = (name: string): name is CompletedShell =>
  COMPLETED_SHELLS.some((shell) => shell === name)

const LINES = `
  eval "$(lab completion bash)"
  eval "$(lab completion zsh)"
  lab completion fish | source
`

export const COMPLETION_EXAMPLES: Text = {
  en: `
Examples:${LINES}
Such a line in ~/.bashrc, in ~/.zshrc (after compinit), or in ~/.config/fish/config.fish is for every shell from then on.
`,
  ko: `
예:${LINES}
~/.bashrc, ~/.zshrc(compinit 다음), ~/.config/fish/config.fish에 넣어 두면 이후의 모든 셸에서 쓸 수 있습니다.
`,
}

import type { Message } from '../core/host.js'
import type { Text } from '../core/text.js'
import { failure } from './failure.js'
import { markdown } from './markdown/markdown.js'
import { nextCommand } from './next-command.js'
import { type Page, proseColumns, say } from './page.js'
import { plan, warning } from './plan.js'
import { shown } from './shown.js'
import { hanging } from './wrap.js'

/** A message of the engine as lines. */
export function message(told: Message, page: Page): string[] {
  const { colours } = page
  switch (told.kind) {
    case 'step-begins':
      return stepBegins(told, page)
    case 'plan':
      return plan(told.plan, page)
    case 'shown':
      return ['', ...shown(told.shown, page)]
    case 'note':
      return ['', ...marked(colours.dim('·'), told.text, page)]
    case 'warning':
      return warning(told.text, page)
    case 'success':
      return ['', ...marked(colours.green('✓'), told.text, page)]
    case 'failure':
      return ['', ...failure(told.error, page)]
    case 'next':
      return ['', ...nextCommand(told.command, told.why, page)]
  }
}

function marked(mark: string, text: Text, page: Page): string[] {
  return hanging({ text: `${mark} `, width: 2 }, say(text, page), proseColumns(page))
}

function stepBegins(step: Extract<Message, { kind: 'step-begins' }>, page: Page): string[] {
  const { colours, lang } = page
  const where = {
    en: `Step ${step.number} of ${step.of}`,
    ko: `${step.of}단계 중 ${step.number}단계`,
  }[lang]
  return [
    '',
    `${colours.cyan(where)}  ${colours.bold(step.title)}  ${colours.dim(step.id)}`,
    '',
    ...markdown(step.lead, page),
  ]
}

import type { Message } from '../core/user-interface.js'
import type { Text } from '../system/text.js'
import { failure } from './failure.js'
import { markdown } from './markdown/markdown.js'
import { nextCommands } from './next-command.js'
import { type Layout, proseColumns, say } from './layout.js'
import { plan, warning } from './plan.js'
import { printable } from './printable.js'
import { shown } from './shown.js'
import { hanging } from './wrap.js'

/** A message of the engine as lines. */
export function message(told: Message, layout: Layout): string[] {
  const { colors } = layout
  switch (told.kind) {
    case 'step-begins':
      return stepBegins(told, layout)
    case 'plan':
      return [...plan(told.plan, layout), ...readFirst(told.lesson, layout)]
    case 'shown':
      return ['', ...shown(told.shown, layout)]
    case 'note':
      return ['', ...marked(colors.dim('·'), told.text, layout)]
    case 'warning':
      return warning(told.text, layout)
    case 'success':
      return ['', ...marked(colors.green('✓'), told.text, layout)]
    case 'failure':
      return ['', ...failure(told.error, layout)]
    case 'next':
      return ['', ...nextCommands(told.also ? [told, told.also] : [told], layout)]
  }
}

function marked(mark: string, text: Text, layout: Layout): string[] {
  return hanging({ text: `${mark} `, width: 2 }, say(text, layout), proseColumns(layout))
}

/** What explains the plan; nothing where it is not a step's. */
function readFirst(lesson: string | undefined, layout: Layout): string[] {
  if (lesson === undefined) return []
  const { colors, lang } = layout
  const words = { en: 'Read first:', ko: '먼저 읽어 보세요:' }[lang]
  return ['', `${words} ${colors.bold(`lab guide ${printable(lesson)}`)}`]
}

function stepBegins(step: Extract<Message, { kind: 'step-begins' }>, layout: Layout): string[] {
  const { colors, lang } = layout
  const where = {
    en: `Step ${step.number} of ${step.of}`,
    ko: `${step.of}단계 중 ${step.number}단계`,
  }[lang]
  return [
    '',
    `${colors.cyan(where)}  ${colors.bold(step.title)}  ${colors.dim(step.id)}`,
    '',
    ...markdown(step.lead, layout),
  ]
}

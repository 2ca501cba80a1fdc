import { createPromptModule } from 'inquirer'
import { LabError } from '../../core/errors.js'
import { interrupted } from '../../core/interruption.js'
import type { Question } from '../../core/question.js'
import type { Text } from '../../system/text.js'
import { type Layout, plainly } from '../layout.js'
import type { Prompt } from './answer-questions.js'
import { besideLesson, type FindLesson } from './lesson-key.js'
import { parseAnswer } from './parse-answer.js'
import { YES_OR_NO, yesOrNo } from './yes-or-no.js'

/** Where prompts are drawn and typed; aborting the signal takes a prompt away. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly signal: AbortSignal
}

/** Questions at the terminal. What is typed is judged as a flag would be; `?` shows the lesson. */
export function terminalPrompt(
  streams: PromptStreams,
  layout: Layout,
  lesson: FindLesson = () => null,
): Prompt {
  const theme = themeOf(layout)
  return async (question) => {
    const { typed } = await besideLesson(streams.input, lesson, streams.signal, (signal) =>
      cancellable(streams.input, () =>
        createPromptModule({ ...streams, signal })([{ ...inquiry(question, layout), theme, name: 'typed' }]),
      ),
    )
    const parsed = parseAnswer(question, String(typed))
    if (parsed.kind === 'skipped') return null
    // The prompt has validated it already.
    return parsed.kind === 'answer' ? parsed.value : String(typed)
  }
}

/** Resolves on yes; Enter alone is no, and no is a `cancelled` LabError. `?` shows the lesson. */
export async function consentAtTerminal(
  question: Text,
  streams: PromptStreams,
  layout: Layout,
  lesson: FindLesson = () => null,
): Promise<void> {
  const { typed } = await besideLesson(streams.input, lesson, streams.signal, (signal) =>
    cancellable(streams.input, () =>
      createPromptModule({ ...streams, signal })([
        {
          type: 'input',
          name: 'typed',
          message: `${plainly(question, layout)} ${layout.colors.dim('(y/N)')}`,
          validate: (line) => yesOrNo(line) !== null || plainly(YES_OR_NO, layout),
          transformer: (line, { isFinal }) =>
            isFinal ? (yesOrNo(line) === 'yes' ? YES : NO)[layout.lang] : line,
          theme: themeOf(layout),
        },
      ]),
    ),
  )
  if (yesOrNo(typed) !== 'yes') throw cancelled()
}

function inquiry(question: Question, layout: Layout) {
  const message = plainly(question.ask, layout)
  const validate = (line: string) => {
    const parsed = parseAnswer(question, line)
    return parsed.kind === 'refused' ? plainly(parsed.why, layout) : true
  }
  switch (question.kind) {
    case 'choice': {
      const choices = question.choices.map(({ value, label }) => ({ value, name: plainly(label, layout) }))
      const start = question.default === null ? {} : { default: question.default }
      return { type: 'select', message, choices, ...start } as const
    }
    case 'guess':
      return { type: 'input', message, validate } as const
    case 'number':
    case 'text': {
      const start = question.default === null ? {} : { default: String(question.default) }
      return { type: 'input', message, validate, ...start } as const
    }
    case 'phrase':
      return { type: 'input', message: `${message} (${question.phrase})`, validate } as const
  }
}

const YES: Text = { en: 'Yes', ko: '예' }
const NO: Text = { en: 'No', ko: '아니요' }

/** The marks that the rest of the screen has, and its language. */
function themeOf({ colors, lang }: Layout) {
  return {
    prefix: { idle: colors.cyan('?'), done: colors.green('✓') },
    style: {
      keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
        keys
          .map(
            ([key, does]) =>
              `${colors.bold(key)} ${colors.dim(lang === 'ko' ? (KEYS_DO[does] ?? does) : does)}`,
          )
          .join(colors.dim(' • ')),
    },
  }
}

/** What keys do, as the prompts call it. */
const KEYS_DO: Readonly<Record<string, string>> = { navigate: '이동', select: '선택' }

/** At the end of the input, as by Ctrl-D, a prompt neither resolves nor rejects: the program would end without a word. */
async function cancellable<T>(input: NodeJS.ReadableStream, ask: () => Promise<T>): Promise<T> {
  let atPause = (): void => undefined
  const ended = new Promise<never>((_, reject) => {
    atPause = () => void setImmediate(() => !isRaw(input) && reject(cancelled()))
  })
  input.on('pause', atPause)
  try {
    return await Promise.race([ask(), ended])
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw cancelled(error)
    if (error instanceof Error && error.name === 'AbortPromptError') throw interruptedAtQuestion(error)
    throw error
  } finally {
    input.off('pause', atPause)
  }
}

/** A terminal that only was in the background stays raw; one whose prompt has closed does not. */
const isRaw = (input: NodeJS.ReadableStream): boolean => 'isRaw' in input && input.isRaw === true

function cancelled(cause?: unknown): LabError {
  return new LabError({
    code: 'cancelled',
    what: { en: 'Cancelled; nothing was changed.', ko: '취소했습니다. 변경한 것은 없습니다.' },
    why: null,
    next: null,
    exit: 'cancelled',
    cause,
  })
}

const interruptedAtQuestion = (cause: Error): LabError =>
  interrupted({
    why: {
      en: 'It was at a question: no request was in progress.',
      ko: '질문에 답하기 전이어서 진행 중이던 요청은 없습니다.',
    },
    cause,
  })

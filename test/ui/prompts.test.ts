import { render } from '@inquirer/testing'
import { describe, expect, test, vi } from 'vitest'
import type { Question } from '../../src/core/question.js'
import type { Lang } from '../../src/system/text.js'
import type { FindLesson } from '../../src/ui/interaction/lesson-key.js'
import { consentAtTerminal, terminalPrompt } from '../../src/ui/interaction/prompts.js'
import { layout, text } from './layout.js'

/** A cap for what never comes. */
const PATIENCE = { timeout: 60_000 }

const users: Question = {
  kind: 'number',
  name: 'users',
  ask: text('How many users?', '사용자는 몇 명인가요?'),
  default: 100,
  minimum: 1,
  maximum: 500,
  whole: 'whole',
}

const model: Question = {
  kind: 'choice',
  name: 'model',
  ask: text('Which model?'),
  default: '2021',
  choices: [
    { value: '2021', label: text('the workshop’s') },
    { value: 'today', label: text('as it is today') },
  ],
}

const guess: Question = {
  kind: 'guess',
  name: 'guess',
  ask: text('How many will it be? (Enter skips)', '몇이 될까요? (Enter: 건너뛰기)'),
  default: null,
}

const handler: Question = {
  kind: 'text',
  name: 'handler',
  ask: text('Which file?'),
  default: null,
  refusal: () => null,
}

const PHRASE = 'open it to the world'
const phrase: Question = {
  kind: 'phrase',
  name: 'open',
  ask: text('Type it'),
  phrase: PHRASE,
}

describe('a question at the terminal', () => {
  test('takes its default at Enter', async () => {
    const { answer, events, getScreen } = await ask(users)
    expect(getScreen()).toContain('How many users? (100)')
    events.keypress('enter')
    await expect(answer).resolves.toBe(100)
  })

  test('refuses what a flag would refuse, and lets it be corrected', async () => {
    const { answer, events, getScreen, nextRender } = await ask(users)
    events.type('0.5')
    events.keypress('enter')
    await nextRender()
    expect(getScreen()).toContain('It must be from 1 to 500.')
    for (const _ of '0.5') events.keypress('backspace')
    events.type('20')
    events.keypress('enter')
    await expect(answer).resolves.toBe(20)
  })

  test('says in Korean why an answer will not do, and how to choose', async () => {
    const number = await ask(users, 'ko')
    number.events.type('20.5')
    number.events.keypress('enter')
    await number.nextRender()
    expect(number.getScreen()).toContain('1부터 500까지의 정수를 입력하세요.')
    const choice = await ask(model, 'ko')
    expect(choice.getScreen()).toContain('↑↓ 이동 • ⏎ 선택')
  })

  test('offers choices by their labels, and answers with the value', async () => {
    const { answer, events, getScreen } = await ask(model)
    expect(getScreen()).toContain('as it is today')
    events.keypress('down')
    events.keypress('enter')
    await expect(answer).resolves.toBe('today')
  })

  test('takes a phrase only word for word', async () => {
    const { answer, events, getScreen, nextRender } = await ask(phrase)
    events.type('yes')
    events.keypress('enter')
    await nextRender()
    expect(getScreen()).toContain('word for word')
    for (const _ of 'yes') events.keypress('backspace')
    events.type(PHRASE)
    events.keypress('enter')
    await expect(answer).resolves.toBe(PHRASE)
  })
})

describe.each([
  { lang: 'en', question: 'How many users?', consentTo: 'Go on?' },
  { lang: 'ko', question: '사용자는 몇 명인가요?', consentTo: '계속할까요?' },
] as const)('the guide at a prompt ($lang)', ({ lang, question, consentTo }) => {
  test('is shown by ?, and the question is asked again', async () => {
    const guide = read()
    const { answer, events, getScreen } = await ask(users, lang, guide.find)
    events.type('?')
    await guide.shown(1)
    await vi.waitFor(() => expect(getScreen()).toContain(`${question} (100)`), PATIENCE)
    events.type('20')
    events.keypress('enter')
    await expect(answer).resolves.toBe(20)
  })

  test('is shown by ? at choices too', async () => {
    const guide = read()
    const { answer, events, getScreen } = await ask(model, lang, guide.find)
    events.type('?')
    await guide.shown(1)
    await vi.waitFor(() => expect(getScreen()).toContain('as it is today'), PATIENCE)
    events.keypress('enter')
    await expect(answer).resolves.toBe('2021')
  })

  test('is shown by ? at the approval, as often as it is wanted, and approves nothing', async () => {
    const guide = read()
    const { answer, events, getScreen } = await consent(lang, guide.find)
    for (const times of [1, 2]) {
      events.type('?')
      await guide.shown(times)
      await vi.waitFor(() => expect(getScreen()).toContain(consentTo), PATIENCE)
    }
    events.type('y')
    events.keypress('enter')
    await expect(answer).resolves.toBe('given')
  })

  test('leaves a ? within an answer where it is', async () => {
    const guide = read()
    const { answer, events } = await ask(handler, lang, guide.find)
    events.type('what?.py')
    events.keypress('enter')
    await expect(answer).resolves.toBe('what?.py')
    await guide.shown(0)
  })

  test('is not there for a question of no step: ? is an answer like any other', async () => {
    const { answer, events } = await ask(handler, lang)
    events.type('?')
    events.keypress('enter')
    await expect(answer).resolves.toBe('?')
  })
})

describe.each(['en', 'ko'] as const)('a guess at the terminal (%s)', (lang) => {
  test('is a whole number', async () => {
    const { answer, events, getScreen, nextRender } = await ask(guess, lang)
    expect(getScreen()).toContain(guess.ask[lang])
    events.type('many')
    events.keypress('enter')
    await nextRender()
    expect(getScreen()).toContain({ en: 'Enter a number from 0', ko: '숫자를 입력하세요.' }[lang])
    for (const _ of 'many') events.keypress('backspace')
    events.type('28')
    events.keypress('enter')
    await expect(answer).resolves.toBe(28)
  })

  test('is skipped by Enter alone', async () => {
    const { answer, events } = await ask(guess, lang)
    events.keypress('enter')
    await expect(answer).resolves.toBeNull()
  })
})

describe('the approval of a plan', () => {
  // The last of them as some keyboards send it: a syllable in its parts.
  test.each(['y', 'YES', 'ㅛ', 'ㅛㄷㄴ', '예', '네', '예'.normalize('NFD')])(
    'is given by %s in either language',
    async (typed) => {
      for (const [lang, said] of [
        ['en', 'Yes'],
        ['ko', '예'],
      ] as const) {
        const { answer, events, getScreen } = await consent(lang)
        events.type(typed)
        events.keypress('enter')
        await expect(answer).resolves.toBe('given')
        expect(getScreen()).toContain(`(y/N) ${said}`)
      }
    },
  )

  test.each(['n', 'No', 'ㅜ', 'ㅜㅐ', '아니요', '아니오'])('is refused by %s', async (typed) => {
    const { answer, events } = await consent('ko')
    events.type(typed)
    events.keypress('enter')
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })

  test.each([
    ['en', 'Answer y (yes) or n (no).'],
    ['ko', '예(y) 또는 아니요(n)로 답하세요.'],
  ] as const)('asks again in %s for an answer that is neither', async (lang, error) => {
    const { answer, events, getScreen, nextRender } = await consent(lang)
    events.type('ㅋㅋ')
    events.keypress('enter')
    await nextRender()
    expect(getScreen()).toContain(error)
    for (const _ of 'ㅋㅋ') events.keypress('backspace')
    events.type('ㅛ')
    events.keypress('enter')
    await expect(answer).resolves.toBe('given')
  })

  test('is not given by Enter alone', async () => {
    const { answer, events } = await consent('en')
    events.keypress('enter')
    await expect(answer).rejects.toMatchObject({ code: 'cancelled', exit: 'cancelled' })
  })
})

/** The test's terminal, as the testing library hands it to a prompt. */
interface Context {
  readonly input?: NodeJS.ReadableStream
  readonly output?: NodeJS.WritableStream
}

const ask = (question: Question, lang: Lang = 'en', guide?: FindLesson) =>
  render(
    (_: object, context?: Context) => terminalPrompt(streamsOf(context), layout(80, lang), guide)(question),
    {},
  )

const consent = (lang: Lang, guide?: FindLesson) =>
  render(async (_: object, context?: Context) => {
    await consentAtTerminal(text('Go on?', '계속할까요?'), streamsOf(context), layout(80, lang), guide)
    return 'given'
  }, {})

/** A guide, and how often it was read. */
function read() {
  let times = 0
  const show = async () => void (times += 1)
  return { find: () => show, shown: (often: number) => vi.waitFor(() => expect(times).toBe(often), PATIENCE) }
}

function streamsOf(context: Context = {}) {
  const { input = process.stdin, output = process.stderr } = context
  return { input, output, signal: new AbortController().signal }
}

/** What explains a question that is about to be asked: shows it, and resolves when it was read; null: nothing does. */
export type FindLesson = () => (() => Promise<void>) | null

/** Asks; `?` typed where nothing is typed yet shows the lesson, and the question is asked again. */
export async function besideLesson<T>(
  input: NodeJS.ReadableStream,
  lesson: FindLesson,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const show = lesson()
  if (show === null) return ask(signal)
  for (;;) {
    const wanted = new AbortController()
    const release = onQuestionMark(input, () => wanted.abort())
    try {
      return await ask(AbortSignal.any([signal, wanted.signal]))
    } catch (thrown) {
      if (!wanted.signal.aborted || signal.aborted) throw thrown
    } finally {
      release()
    }
    await show()
  }
}

/** As readline tells of keys. */
interface Key {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
}

/** A `?` within an answer belongs to the answer. */
function onQuestionMark(input: NodeJS.ReadableStream, then: () => void): () => void {
  let length = 0
  const hear = (typed: string | undefined, { name, ctrl, meta }: Key = {}) => {
    if (name === 'backspace') length = Math.max(0, length - 1)
    else if (ctrl === true && name === 'u') length = 0
    else if (length === 0 && typed !== undefined && MARKS.has(typed)) then()
    else if (isText(typed) && ctrl !== true && meta !== true) length += 1
  }
  input.on('keypress', hear)
  return () => void input.off('keypress', hear)
}

/** Also as East Asian keyboards may type it. */
const MARKS: ReadonlySet<string> = new Set(['?', '？'])

const isText = (typed: string | null | undefined): boolean =>
  typeof typed === 'string' && /^\P{Cc}/u.test(typed)

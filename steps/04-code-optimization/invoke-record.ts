import * as v from 'valibot'
import type { TestInvoke } from '../../src/aws/functions/invoke.js'
import type { Shown } from '../../src/core/plan.js'
import type { StepContext } from '../../src/core/step.js'
import { amount } from '../../src/report/numbers.js'

const invoke = v.object({ durationMs: v.number(), line: v.string() })
const RECORD = v.object({ before: v.nullable(invoke), after: v.nullable(invoke) })

/** The warm test invokes of the old and of the new code. */
export type InvokeRecord = v.InferOutput<typeof RECORD>

const NOTHING: InvokeRecord = { before: null, after: null }

export function invokeRecord(lab: StepContext): InvokeRecord {
  const record = v.safeParse(RECORD, lab.records.read(lab.stepId))
  return record.success ? record.output : NOTHING
}

export function recorded({ report, line }: TestInvoke): InvokeRecord['before'] {
  return { durationMs: report.durationMs, line: line.replaceAll('\t', '  ').trim() }
}

/** How many times faster; null: one of them is not known. */
export function ratioOf({ before, after }: InvokeRecord): number | null {
  return before === null || after === null || after.durationMs === 0
    ? null
    : before.durationMs / after.durationMs
}

export function invokesShown(record: InvokeRecord): Shown {
  const lines = [record.before?.line, record.after?.line].flatMap((line) => line ?? [])
  return {
    kind: 'log',
    title: { en: 'Warm test invocations, before and after', ko: '웜 상태의 테스트 호출: 최적화 전과 후' },
    lines,
  }
}

export function ratioShown(record: InvokeRecord): Shown {
  const ratio = ratioOf(record)
  const figure = ratio === null ? '–' : amount(ratio)
  return {
    kind: 'text',
    text: {
      en: `The handler is ${figure} times faster: the same request needs 1/${figure} of the concurrency.`,
      ko: `핸들러가 ${figure}배 빨라졌습니다. 같은 요청을 처리하는 데 필요한 동시성이 1/${figure}로 줄었습니다.`,
    },
  }
}

import * as v from 'valibot'
import type { TestInvoke } from '../../src/aws/functions/invoke.js'
import type { Shown } from '../../src/core/plan.js'
import type { StepContext } from '../../src/core/step.js'
import { amount } from '../../src/report/numbers.js'
import type { Text } from '../../src/system/text.js'

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

/** Duration before over after; null: one of them is not known. */
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

/** What the change did, by one warm test invocation of each; nothing where one of them is not known. */
export function ratioShown(record: InvokeRecord): readonly Shown[] {
  const ratio = ratioOf(record)
  return ratio === null ? [] : [{ kind: 'text', text: said(ratio) }]
}

/** Two invocations of the same code differ by as much. */
const ALIKE = 1.1

function said(ratio: number): Text {
  if (ratio >= ALIKE)
    return {
      en: `The test invocation became ${amount(ratio)} times shorter: at that duration the same requests need 1/${amount(ratio)} of the concurrency.`,
      ko: `테스트 호출의 실행 시간이 ${amount(ratio)}분의 1로 줄었습니다. 이 실행 시간이면 같은 요청에 필요한 동시성도 ${amount(ratio)}분의 1입니다.`,
    }
  const longer = amount(1 / ratio)
  if (ratio <= 1 / ALIKE)
    return {
      en: `The test invocation became ${longer} times as long: at that duration the same requests need ${longer} times the concurrency.`,
      ko: `테스트 호출의 실행 시간이 ${longer}배로 늘었습니다. 이 실행 시간이면 같은 요청에 필요한 동시성도 ${longer}배입니다.`,
    }
  return {
    en: 'The test invocations took about as long before and after the change.',
    ko: '테스트 호출의 실행 시간은 변경 전과 후가 거의 같습니다.',
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { asSubject } from '../src/system/text.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Every line of the lab's texts in which there is Korean. */
const lines = ['src', 'steps', 'README.ko.md'].flatMap(filesOf).flatMap((path) =>
  readFileSync(join(ROOT, path), 'utf8')
    .split('\n')
    .filter((line) => /[가-힣]/.test(line))
    .map((line) => `${path}: ${line.trim()}`),
)

describe('the Korean texts', () => {
  test('are there to be read', () => {
    expect(lines.length).toBeGreaterThan(1_000)
  })

  test.each([
    { instead: '동시성, the workshop’s word', not: /동시 실행(?! 수\))/ },
    { instead: '스로틀, the workshop’s word', not: /스로틀링(?!\]\()/ },
    { instead: '프로비저닝된 동시성, the workshop’s word', not: /프로비저닝(?:한|드|) 동시성/ },
    { instead: '청구 시간(Billed Duration)', not: /과금 시간/ },
    { instead: 'N분의 1, as one reads it', not: /1\/\$\{/ },
    { instead: '-나요 or -까요, as a guide asks', not: /니까\?/ },
    { instead: '막혔습니다: a limit is where a test got stuck', not: /한계(?:였|에 이름)/ },
    { instead: '부족하다', not: /모자[라랐란]/ },
    { instead: '되돌리다, as everywhere', not: /초기화하면서/ },
    { instead: '비용을 내고 확보하다', not: /사 두|동시성을 사서/ },
    { instead: '바로 할당하다', not: /지연 없이 시작/ },
    { instead: '라이트 / 다크', not: /밝게|어둡게/ },
  ])('say $instead', ({ not }) => {
    expect(lines.filter((line) => not.test(line))).toEqual([])
  })

  test.each(['steps/01-environment/guide.ko.md', 'steps/03-load-test-1/guide.ko.md', 'README.ko.md'])(
    'call it 스케일링 where %s first speaks of it',
    (path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      expect(text.search('스케일링')).toBeGreaterThan(-1)
      expect(text.search('스케일링')).toBeLessThan(text.search('확장'))
    },
  )
})

test.each([
  ['load-test-1', 'load-test-1이'],
  ['load-test-2', 'load-test-2가'],
  ['함수', '함수가'],
  ['환경', '환경이'],
])('the subject %s has the particle that it is read with', (noun, subject) => {
  expect(asSubject(noun)).toBe(subject)
})

function filesOf(top: string): readonly string[] {
  if (/\.\w+$/.test(top)) return [top]
  return readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|js|md)$/.test(path))
    .map((path) => join(top, path))
}

import { typedNumber } from '../../core/typed-number.js'
import { badValue, unknownValue } from '../command-line/bad-value.js'

/** Takes what was typed for that flag; undefined: nothing was. Throws `bad-value`. */
export type Read<T> = (typed: string | undefined, flag: string) => T

interface NumberRange {
  readonly least: number
  readonly most: number
}

export const number =
  (otherwise: number, { least, most }: NumberRange): Read<number> =>
  (typed, flag) => {
    if (typed === undefined) return otherwise
    const value = typedNumber(typed)
    if (value >= least && value <= most) return value
    const [low, high] = [least.toLocaleString('en-US'), most.toLocaleString('en-US')]
    throw badValue(`--${flag}`, typed, {
      en: `Enter a number from ${low} to ${high}.`,
      ko: `${low}부터 ${high}까지의 숫자를 입력하세요.`,
    })
  }

export const whole =
  (otherwise: number, bounds: NumberRange): Read<number> =>
  (typed, flag) => {
    const value = number(otherwise, bounds)(typed, flag)
    if (Number.isInteger(value)) return value
    throw badValue(`--${flag}`, String(value), { en: 'Enter a whole number.', ko: '정수를 입력하세요.' })
  }

/** `word` typed is what it stands for; all else is read. */
export const or =
  <W, T>(word: string, meant: W, read: Read<T>): Read<W | T> =>
  (typed, flag) =>
    typed === word ? meant : read(typed, flag)

/** null: `none` was typed, or nothing. */
export const noneOr =
  (least: number, most: number): Read<number | null> =>
  (typed, flag) =>
    typed === undefined || typed === 'none' ? null : number(0, { least, most })(typed, flag)

export const choice =
  <V>(values: Readonly<Record<string, V>>, otherwise: V): Read<V> =>
  (typed, flag) => {
    if (typed === undefined) return otherwise
    const value = Object.hasOwn(values, typed) ? values[typed] : undefined
    if (value !== undefined) return value
    throw unknownValue(`--${flag}`, typed, Object.keys(values))
  }

export const region =
  (otherwise: string): Read<string> =>
  (typed, flag) => {
    if (typed === undefined || /^[a-z]{2}(-[a-z]+)+-\d$/.test(typed)) return typed ?? otherwise
    throw badValue(`--${flag}`, typed, {
      en: 'A Region name looks like `ap-northeast-2`.',
      ko: '리전의 이름은 `ap-northeast-2`와 같은 형식입니다.',
    })
  }

/** A number for a person: thousands apart, one decimal where it is small; an en dash for what is not known. */
export function figure(value: number | null): string {
  if (value === null) return '–'
  const digits = Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}

/** Seconds as `1:05`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** `80 / 100`; the part alone where the whole is not known. */
export function ofWhole(part: number | null, whole: number | null): string {
  return whole === null ? figure(part) : `${figure(part)} / ${figure(whole)}`
}

export function milliseconds(value: number | null): string {
  return value === null ? '–' : `${figure(Math.round(value))} ms`
}

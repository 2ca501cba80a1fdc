const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

let second = -1
let text = ''

/** The common log format, in UTC: `09/Apr/2015:12:34:56 +0000`. Made once a second. */
export function requestTime(nowMs: number): string {
  const current = Math.floor(nowMs / 1_000)
  if (current !== second) {
    second = current
    text = format(new Date(nowMs))
  }
  return text
}

function format(date: Date): string {
  const [day, time = ''] = date.toISOString().split('T')
  const [year, , number] = (day ?? '').split('-')
  return `${number}/${MONTHS[date.getUTCMonth()]}/${year}:${time.slice(0, 8)} +0000`
}

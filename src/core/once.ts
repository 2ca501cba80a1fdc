/** Finds it out when it is first asked for; whoever asks again gets that same outcome, also the same failure, whatever they pass. */
export function once<Args extends readonly unknown[], T>(
  find: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let found: Promise<T> | null = null
  return (...args) => (found ??= find(...args))
}

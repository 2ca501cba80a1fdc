// Loaded with `node --import`: this program's clock is SECONDS_AHEAD of the computer's.
const ahead = Number(process.env['SECONDS_AHEAD']) * 1_000
const Real = Date
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given))
  }
  static now() {
    return Real.now() + ahead
  }
}

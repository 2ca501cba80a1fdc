// Loaded with `node --import`: this program's clock is SECONDS_AHEAD of the computer's, and a day more with each SIGUSR2.
let ahead = Number(process.env['SECONDS_AHEAD']) * 1_000
process.on('SIGUSR2', () => {
  ahead += 86_400_000
})
const Real = Date
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given))
  }
  static now() {
    return Real.now() + ahead
  }
}

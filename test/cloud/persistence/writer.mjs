// Changes the saved state as fast as it can and says what was acknowledged, until it is killed.
import { openPersistence } from '../../../dist/src/cloud/persistence/open-persistence.js'

const persistence = await openPersistence(process.argv[2])
const numbers = persistence.section('numbers', () => ({ last: 0, filling: '' }))
for (;;) {
  const next = numbers.now.last + 1
  await numbers.change((draft) => {
    draft.last = next
    draft.filling = 'x'.repeat((next * 7919) % 20_000)
  })
  process.stdout.write(`${next}\n`)
}

// Changes the world as fast as it can and says what was acknowledged, until it is killed.
import { openWorld } from '../../../dist/src/cloud/world/open-world.js'

const world = await openWorld(process.argv[2])
const numbers = world.section('numbers', () => ({ last: 0, filling: '' }))
for (;;) {
  const next = numbers.now.last + 1
  await numbers.change((draft) => {
    draft.last = next
    draft.filling = 'x'.repeat((next * 7919) % 20_000)
  })
  process.stdout.write(`${next}\n`)
}

import { newPlace, type Place, removePlace } from './place.js'
import { type Recording, record } from './recording.js'

interface Recorded {
  readonly place: Place
  readonly recording: Recording
}

/** Several labs side by side, each with its own recording: an environment cannot be moved to another folder. */
export interface Places {
  /** What the matrix is made of. */
  readonly recording: Recording
  /** Waits for a place that is free, and works there alone. */
  at<T>(work: (place: Place, recording: Recording) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

export async function recordedPlaces(count: number): Promise<Places> {
  const all = await Promise.all(Array.from({ length: count }, async () => recordedPlace()))
  const [first] = all
  if (first === undefined) throw new Error('At least one place')
  const free = [...all]
  const waiting: ((one: Recorded) => void)[] = []
  const taken = async (): Promise<Recorded> =>
    free.pop() ?? (await new Promise<Recorded>((resolve) => waiting.push(resolve)))
  return {
    recording: first.recording,
    async at(work) {
      const one = await taken()
      try {
        return await work(one.place, one.recording)
      } finally {
        const next = waiting.shift()
        if (next === undefined) free.push(one)
        else next(one)
      }
    },
    remove: async () => void (await Promise.all(all.map(({ place }) => removePlace(place)))),
  }
}

async function recordedPlace(): Promise<Recorded> {
  const place = await newPlace()
  return { place, recording: await record(place) }
}

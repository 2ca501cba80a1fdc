import { beforeAll, expect, test } from 'vitest'
import { type LambdaFixture, deploy, invoke, startLambda } from './lambda-fixture.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

// So small a share is to be had on a machine that has other things to do, too.
const share = 128 / 1_769

test.concurrent.for(['python', 'extension', 'threads', 'subprocess'])(
  'the processor follows the memory within a tenth: time spent in %s takes as long as at 128 MB',
  async (kind, { expect }) => {
    const { client } = fixture
    await deploy(client, `cpu-${kind}`, burning, { MemorySize: 128, Timeout: 30 })
    await expect
      .poll(
        async () => {
          const { answer, log } = await invoke(client, `cpu-${kind}`, { kind })
          return (durationMs(log) * share) / (1_000 * Number(answer))
        },
        { timeout: 60_000, interval: 10 },
      )
      .toSatisfy((ratio: number) => ratio > 0.9 && ratio < (kind === 'subprocess' ? 2 : 1.1))
  },
)

test('waiting costs nothing, and module level has a processor to itself', async () => {
  const { client } = fixture
  await deploy(
    client,
    'waiting',
    `
import time
def queued():
    try: return int(open("/proc/self/schedstat").read().split()[1]) / 1e9
    except OSError: return 0
began = time.monotonic() - queued()
end = time.process_time() + 0.1
while time.process_time() < end: pass
took = time.monotonic() - queued() - began
def lambda_handler(event, context):
    time.sleep(0.3)
    return took
`,
    { MemorySize: 128 },
  )
  // Without the time in which a busy machine had no processor for it; at 128 MB it would be 1.4 s.
  expect((await invoke(client, 'waiting')).answer).toBeLessThan(0.4)
  await expect.poll(async () => durationMs((await invoke(client, 'waiting')).log)).toBeLessThan(450)
})

test.concurrent('a function that forges the beginning of an endless answer is still heard', async () => {
  const { client } = fixture
  await deploy(client, 'forger', forging)
  expect(await invoke(client, 'forger')).toMatchObject({ answer: { heard: true }, error: null })
})

test.concurrent('signals, child processes and system calls of the function are not disturbed', async () => {
  const { client } = fixture
  await deploy(client, 'undisturbed', undisturbed, { MemorySize: 256, Timeout: 30 })
  expect(await invoke(client, 'undisturbed')).toMatchObject({
    answer: { read: 'late', child: 0, alarm: 1 },
    error: null,
  })
})

test.concurrent(
  'memory is measured for what the function uses, and its most is 128 MB at 128 MB',
  async () => {
    const { client } = fixture
    await deploy(
      client,
      'memory',
      `
def lambda_handler(event, context):
    global kept
    kept = b"x" * event["bytes"]
`,
      { Timeout: 20 },
    )
    const small = peakMb((await invoke(client, 'memory', { bytes: 1 })).log)
    const more = peakMb((await invoke(client, 'memory', { bytes: 40_000_000 })).log)
    expect(more - small).toBeGreaterThanOrEqual(36)
    expect(more - small).toBeLessThanOrEqual(42)
    const over = await invoke(client, 'memory', { bytes: 200_000_000 })
    expect(over.answer).toMatchObject({ errorType: 'Runtime.OutOfMemory' })
    expect(peakMb(over.log)).toBe(128)
  },
)

const durationMs = (log: string) => Number(/Duration: ([\d.]+) ms/.exec(log)?.[1])
const peakMb = (log: string) => Number(/Max Memory Used: (\d+) MB/.exec(log)?.[1])

/** Uses about 0.1 s of processor time in one of several ways; answers how much it was. */
const burning = `
import hashlib, resource, subprocess, sys, threading, time
def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
def spin(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end: pass
def lambda_handler(event, context):
    before = used()
    if event["kind"] == "python": spin(0.1)
    if event["kind"] == "extension":
        while used() - before < 0.1: hashlib.sha256(b"x" * 2_000_000).digest()
    if event["kind"] == "threads":
        threads = [threading.Thread(target=spin, args=(0.033,)) for _ in range(3)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
    if event["kind"] == "subprocess":
        subprocess.run([sys.executable, "-S", "-c", "import time\\nwhile time.process_time() < 0.1: pass"])
    return used() - before
`

const forging = `
import gc
def lambda_handler(event, context):
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    channel.connection.sendall(channel.marker + b"A" + b"\\xff" * 4 + b"x" * 1_000_000)
    return {"heard": True}
`

const undisturbed = `
import os, signal, subprocess, sys, threading, time
alarms = []
def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
def lambda_handler(event, context):
    signal.signal(signal.SIGALRM, lambda *_: alarms.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    reader, writer = os.pipe()
    threading.Timer(0.3, lambda: os.write(writer, b"late")).start()
    threading.Thread(target=busy, args=(0.1,)).start()
    read = os.read(reader, 10).decode()
    child = subprocess.run([sys.executable, "-S", "-c", "x = sum(range(3_000_000))"]).returncode
    return {"read": read, "child": child, "alarm": len(alarms)}
`

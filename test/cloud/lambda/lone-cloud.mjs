// Stands for a cloud that will be killed: starts a zygote and an environment whose function starts a process while it
// is imported and then never ends; prints the process ids of all three.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const [, , python, dir] = process.argv
const zygotePath = new URL('../../../src/cloud/lambda/runtime/zygote.py', import.meta.url).pathname
writeFileSync(
  join(dir, 'endless.py'),
  `
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
print("pids", os.getpid(), child.pid)
time.sleep(600)
`,
)
const socketPath = join(dir, 'sock')
let zygote
createServer((socket) => {
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
    const pids = /pids (\d+) (\d+)\n/.exec(heard)
    if (pids !== null) console.log(`${zygote.pid} ${pids[1]} ${pids[2]}`)
  })
}).listen(socketPath, () => {
  zygote = spawn(python, ['-I', '-B', '-X', 'utf8', zygotePath, socketPath], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const variables = { LAMBDA_TASK_ROOT: dir, TMPDIR: join(dir, 'tmp'), PATH: process.env.PATH }
  const settings = { handler: 'endless.handler', memoryMb: 128, variables }
  zygote.stdio[3].write(`${JSON.stringify({ fork: 'x'.repeat(32), settings })}\n`)
})

/*
 * The least that can be between HTTP and a Python handler: no routes, no limits, no metrics, no logs. As many workers as
 * requests are under way; the one that was used last is taken first.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const [python] = process.argv.slice(2)
const program = fileURLToPath(new URL('bare-worker.py', import.meta.url))
const idle = []

const server = createServer((request, response) => {
  const worker = idle.pop() ?? startWorker()
  const event = Buffer.from(
    JSON.stringify({ httpMethod: request.method, path: request.url, headers: request.headers }),
  )
  const head = Buffer.alloc(4)
  head.writeUInt32BE(event.length)
  worker.answered = (answer) => {
    idle.push(worker)
    const { statusCode, body } = JSON.parse(answer)
    response.writeHead(statusCode, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    })
    response.end(body)
  }
  worker.process.stdin.write(Buffer.concat([head, event]))
})
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => console.log(server.address().port))

function startWorker() {
  const worker = { process: spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] }), answered: null }
  let received = Buffer.alloc(0)
  worker.process.stdout.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    if (received.length < 4 || received.length < 4 + received.readUInt32BE(0)) return
    const answer = received.subarray(4)
    received = Buffer.alloc(0)
    worker.answered(answer)
  })
  return worker
}

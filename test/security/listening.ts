import { readdir, readFile, readlink } from 'node:fs/promises'

/** The addresses, such as `127.0.0.1:8089`, at which these processes listen: what the system itself says of them. */
export async function listeningAddresses(pids: readonly number[]): Promise<string[]> {
  const inodes = new Set((await Promise.all(pids.map(socketsOf))).flat())
  const tables = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map((name) => table(name)))
  return tables
    .flat()
    .flatMap(({ address, inode, listens }) => (listens && inodes.has(inode) ? [address] : []))
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
}

async function table(name: string) {
  const text = await readFile(`/proc/net/${name}`, 'utf8').catch(() => '')
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/)
      const [host = '', port = ''] = local.split(':')
      // A UDP socket that is bound receives; for TCP 0A is LISTEN.
      const listens = state === '0A' || name.startsWith('udp')
      return { address: `${readable(host)}:${Number.parseInt(port, 16)}`, inode, listens }
    })
}

/** `0100007F` → `127.0.0.1`; the longer ones stay as they are, since none of them is ours. */
function readable(hex: string): string {
  if (hex.length !== 8) return `[${hex}]`
  return (hex.match(/../g) ?? [])
    .map((byte) => Number.parseInt(byte, 16))
    .toReversed()
    .join('.')
}

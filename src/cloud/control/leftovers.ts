import { endProcesses } from '../instance/end-processes.js'
import { instanceMark } from '../instance/process-mark.js'
import { instanceFolder, instancesOnDisk, readFacts } from '../instance/instance-folder.js'
import { processTable } from '../../system/process-table.js'
import { databaseMark } from '../mysql/database-mark.js'

/**
 * Ends what a killed cloud left running: its database and its instances' processes. Execution environments end with the
 * cloud by themselves. Answers how many processes there were.
 */
export async function endLeftovers(dir: string): Promise<number> {
  const marks = await marksOf(dir)
  const table = await processTable()
  const found = table.filter((one) => marks.some((mark) => one.has(mark)))
  await Promise.all(marks.map(async (mark) => endProcesses(mark)))
  return found.length
}

/** By which the processes are known: each has one of these in its environment, and nobody else's has. */
async function marksOf(dir: string): Promise<readonly string[]> {
  const ids = await instancesOnDisk(dir)
  const marks = await Promise.all(
    ids.map(async (id) => {
      const facts = await readFacts(instanceFolder(dir, id))
      return facts === null ? [] : [instanceMark(id, facts.nonce).variable]
    }),
  )
  const database = await databaseMark(dir)
  return database === null ? marks.flat() : [...marks.flat(), database]
}

import { DefaultRenderer, Listr, ListrDefaultRendererLogLevels, ListrLogger } from 'listr2'
import type { Shown } from '../../core/plan.js'
import type { LoadSample, Progress, Task } from '../../core/progress.js'
import { loadView } from '../load/load-view.js'
import { type Colors, narrower, say } from '../layout.js'
import type { Screen } from '../screen.js'
import { tell } from '../tell.js'
import { withQuietKeys } from './quiet-keys.js'
import { ReflowingOutput } from './reflowing-output.js'

/** How far listr2 indents a task’s output, and what it keeps free to the right. */
const OUTPUT_INDENT = 6

/** Draws the tasks as a list on stderr while they run, and under it, once it is finished, what they showed. */
export async function drawTasks(tasks: readonly Task[], screen: Screen, signal: AbortSignal): Promise<void> {
  const kept: Shown[] = []
  const layout = screen.progress.layout()
  const output = new ReflowingOutput(screen.streams.stderr, screen.streams.stdout)
  const list = new Listr(
    tasks.map((task) => ({
      title: say(task.title, layout),
      task: (_context: unknown, line: TaskLine) => runDrawn(task, line, kept, screen, signal),
    })),
    {
      // Its own handler would end the process before the request in flight is saved.
      registerSignalListeners: false,
      renderer: OnStderr,
      rendererOptions: { ...look(layout.colors), logger: writingTo(output) },
    },
  )
  screen.progress.print([''])
  try {
    await output.givenBackAtDeath(() => withQuietKeys(screen.streams.stdin, () => list.run()))
  } finally {
    for (const shown of kept) tell(screen, { kind: 'shown', shown })
  }
}

/** listr2 would look at stdout to know whether anything can be drawn, and draw nothing where that is a pipe. */
class OnStderr extends DefaultRenderer {
  static override nonTTY = true
}

/** The text under a task's title. */
interface TaskLine {
  output: string
}

/** listr2 throws at whoever writes under a task that has ended: then neither updates nor Ctrl-C are drawn there. */
async function runDrawn(
  task: Task,
  line: TaskLine,
  kept: Shown[],
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController()
  const stopping = () => (line.output = STOPPING[screen.lang])
  signal.addEventListener('abort', stopping, { signal: ended.signal })
  const draw = drawer(line, screen)
  const redraw = () => !signal.aborted && draw(null)
  screen.streams.stderr.on('resize', redraw)
  try {
    await task.run((update) => {
      if (update.kind === 'show') kept.push(update.shown)
      // What the first Ctrl-C brought about stays on the screen.
      else if (!signal.aborted && !ended.signal.aborted) draw(update)
    })
  } finally {
    screen.streams.stderr.off('resize', redraw)
    ended.abort()
  }
}

/** null: what was drawn last, for a window of another size. */
function drawer(
  line: TaskLine,
  screen: Screen,
): (update: Exclude<Progress, { kind: 'show' }> | null) => void {
  const samples: LoadSample[] = []
  let last: Exclude<Progress, { kind: 'show' }> | null = null
  return (update) => {
    if (update?.kind === 'load') samples.push(update.sample)
    last = update ?? last
    if (last === null) return
    const layout = narrower(screen.progress.layout(), OUTPUT_INDENT)
    line.output = last.kind === 'load' ? loadView(samples, layout).join('\n') : say(last.text, layout)
  }
}

const STOPPING = {
  en: 'Stopping: the current request finishes and its result is saved. Press Ctrl-C again to quit at once.',
  ko: '중단하는 중입니다. 진행 중인 요청을 마치고 결과를 저장합니다. 바로 끝내려면 Ctrl-C를 한 번 더 누르세요.',
}

function writingTo(processOutput: ReflowingOutput): ListrLogger<ListrDefaultRendererLogLevels> {
  return new ListrLogger<ListrDefaultRendererLogLevels>({ useIcons: true, processOutput })
}

function look({ green, red, cyan, dim }: Colors) {
  const levels = ListrDefaultRendererLogLevels
  return {
    collapseErrors: false,
    showErrorMessage: false,
    icon: {
      [levels.COMPLETED]: '✓',
      [levels.FAILED]: '✗',
      [levels.WAITING]: '·',
      [levels.COMPLETED_WITH_FAILED_SISTER_TASKS]: '·',
      // As wide as what the further lines of an output are indented by.
      [levels.OUTPUT]: ' ',
    },
    color: {
      [levels.COMPLETED]: green,
      [levels.FAILED]: red,
      [levels.PENDING]: cyan,
      [levels.WAITING]: dim,
      [levels.COMPLETED_WITH_FAILED_SISTER_TASKS]: dim,
    },
  }
}

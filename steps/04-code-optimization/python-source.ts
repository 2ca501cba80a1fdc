import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'

/** A Python file as a syntax tree, in the few words that reading a handler needs. */
export interface PythonSource {
  /** Calls whose function is written so at its end: `connect` finds `pymysql.connect(…)`. */
  calls(name: string): readonly PythonCall[]
  /** What is assigned to a name anywhere in the file, as written. */
  assigned(name: string): readonly Expression[]
  /** Whether it says `from MODULE import NAME`, under that name. */
  imports(module: string, name: string): boolean
  /** The modules that are imported: `os`, `botocore.exceptions`. */
  modules(): readonly string[]
}

export interface PythonCall {
  /** `pymysql.connect` */
  readonly callee: string
  readonly positional: readonly Expression[]
  readonly keywords: ReadonlyMap<string, Expression>
  /** The function in which it is called; null: at module level. */
  readonly inside: string | null
}

export interface Expression {
  /** As written. */
  readonly text: string
  /** Of the syntax tree: `String`, `Number`, `VariableName`, `CallExpression`, `MemberExpression`. */
  readonly kind: string
}

export function pythonSource(source: string): PythonSource {
  const nodes = allNodes(source)
  const text = (node: SyntaxNode) => source.slice(node.from, node.to)
  const expression = (node: SyntaxNode): Expression => ({ text: text(node), kind: node.name })
  const imports = nodes
    .filter(({ name }) => name === 'ImportStatement')
    .flatMap((node) => imported(text(node)))
  const calls = nodes
    .filter(({ name }) => name === 'CallExpression')
    .map((node) => call(node, text, expression))

  return {
    calls: (name) => calls.filter(({ callee }) => callee === name || callee.endsWith(`.${name}`)),
    assigned: (name) =>
      nodes
        .filter((node) => node.name === 'AssignStatement' && text(childrenOf(node)[0] ?? node) === name)
        .flatMap((node) => childrenOf(node).slice(-1).map(expression)),
    imports: (module, name) => imports.some((one) => one.module === module && one.names.includes(name)),
    modules: () => imports.map(({ module }) => module),
  }
}

function call(
  node: SyntaxNode,
  text: (node: SyntaxNode) => string,
  expression: (node: SyntaxNode) => Expression,
): PythonCall {
  const [callee] = childrenOf(node)
  const list = node.getChild('ArgList')
  const positional: Expression[] = []
  const keywords = new Map<string, Expression>()
  for (const argument of argumentsOf(list)) {
    const [first, second, value] = argument
    if (second?.name === 'AssignOp' && first !== undefined && value !== undefined) {
      keywords.set(text(first), expression(value))
    } else if (first !== undefined) {
      positional.push(expression(first))
    }
  }
  return {
    callee: callee === undefined ? '' : text(callee),
    positional,
    keywords,
    inside: functionOf(node, text),
  }
}

/** What an import statement binds; `import a.b` and `import a.b as c` bind a module, whose name is not a handler's. */
function imported(
  statement: string,
): readonly { readonly module: string; readonly names: readonly string[] }[] {
  const words = statement.replaceAll(/#.*|[()\\]/g, ' ')
  const [, module, from] = /^from\s+([\w.]+)\s+import\s+([\s\S]*)$/.exec(words) ?? []
  const names = (list: string) =>
    list.split(',').flatMap(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? [],
    )
  if (module !== undefined) return [{ module, names: names(from ?? '') }]
  const list = words.replace(/^import\s+/, '').split(',')
  return list.map((one) => ({ module: one.trim().split(/\s+as\s+/)[0] ?? '', names: names(one) }))
}

/** The nodes between the commas of an argument list. */
function argumentsOf(list: SyntaxNode | null): readonly (readonly SyntaxNode[])[] {
  if (list === null) return []
  const given: SyntaxNode[][] = [[]]
  for (const child of childrenOf(list)) {
    if (child.name === ',') given.push([])
    else if (child.name !== '(' && child.name !== ')') given.at(-1)?.push(child)
  }
  return given
}

function functionOf(node: SyntaxNode, text: (node: SyntaxNode) => string): string | null {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.name === 'FunctionDefinition') {
      const name = around.getChild('VariableName')
      return name === null ? null : text(name)
    }
  }
  return null
}

function allNodes(source: string): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = []
  parser.parse(source).iterate({
    enter: ({ node }) => {
      nodes.push(node)
    },
  })
  return nodes
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

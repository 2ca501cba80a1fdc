import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'

/** `missing`, `async`: certainly so, whatever the module does when it runs; `unknown`: only running it tells. */
export type StaticReading = 'missing' | 'async' | 'unknown'

/** What the source alone tells of the module's handler of that name. */
export function readStatically(source: string, name: string): StaticReading {
  const text = (node: SyntaxNode) => source.slice(node.from, node.to)
  const names: SyntaxNode[] = []
  let isDynamic = /\bsys\s*\.\s*modules\b/.test(source)
  parser.parse(source).iterate({
    enter: ({ node }) => {
      if (node.name === 'VariableName' && text(node) === name && isOfModule(node)) names.push(node)
      if (node.name === 'VariableName' && DYNAMIC.has(text(node))) isDynamic = true
      if (node.name === 'ScopeStatement' && text(node).includes(name)) isDynamic = true
      if (node.name === 'ImportStatement' && text(node).includes('*')) isDynamic = true
    },
  })
  if (isDynamic) return 'unknown'
  const [only, ...others] = names
  if (only === undefined) return 'missing'
  return others.length === 0 && isPlainAsync(only) ? 'async' : 'unknown'
}

/** With these a module can get names that are nowhere written as such. */
const DYNAMIC = new Set(['globals', 'locals', 'vars', 'exec', 'eval', 'setattr', '__getattr__'])

/** A function's or a class's own name is of the place where that stands. */
function isOfModule(node: SyntaxNode): boolean {
  const names = node.parent !== null && SCOPES.has(node.parent.name) && isNameOf(node, node.parent)
  for (let around = names ? node.parent?.parent : node.parent; around; around = around.parent) {
    if (SCOPES.has(around.name)) return false
  }
  return true
}

const SCOPES = new Set(['FunctionDefinition', 'ClassDefinition'])

const isNameOf = (node: SyntaxNode, definition: SyntaxNode): boolean =>
  definition.getChild('VariableName')?.from === node.from

/** Without a decorator, which may make something else of it. */
function isPlainAsync({ parent }: SyntaxNode): boolean {
  return (
    parent?.name === 'FunctionDefinition' &&
    parent.firstChild?.name === 'async' &&
    parent.parent?.name !== 'DecoratedStatement'
  )
}

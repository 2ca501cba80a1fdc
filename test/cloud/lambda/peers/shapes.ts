/** The kinds of an answer's members, for comparing two servers' answers field by field: `Configuration.Version: string`. */
export function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}: list`] : shapeOf(value[0], `${path}[]`)
  if (value instanceof Date) return [`${path}: date`]
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  const members = Object.entries(value).filter(
    ([name, member]) => name !== '$metadata' && member !== undefined,
  )
  return members.flatMap(([name, member]) => shapeOf(member, path === '' ? name : `${path}.${name}`))
}

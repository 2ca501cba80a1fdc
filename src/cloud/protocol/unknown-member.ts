import * as v from 'valibot'

/** A request has a member that the operation does not carry out: it is refused, never left out unseen. */
export class UnknownMember extends Error {
  /** As the request has it, such as `Filter.0.Name`. */
  readonly member: string
  /** The service's error for an input that is wrong. */
  readonly code: string

  constructor(member: string, code: string) {
    super(`Nothing carries out the member '${member}'.`)
    this.name = 'UnknownMember'
    this.member = member
    this.code = code
  }
}

/** An input's schema is its operation's declaration of what it carries out. Throws UnknownMember for anything else. */
export function refuseUnknown(issues: readonly v.BaseIssue<unknown>[], code: string): void {
  const unknown = issues.find(({ type, expected }) => type === 'strict_object' && expected === 'never')
  if (unknown !== undefined) throw new UnknownMember(v.getDotPath(unknown) ?? '', code)
}

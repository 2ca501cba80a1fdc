import type { Consistency } from '../eventual-consistency.js'
import type { InstanceProfiles } from '../iam/iam.js'
import type { Instances } from '../instance/instances.js'
import type { Settings } from '../settings.js'
import type { Section } from '../persistence/persistence.js'
import type { Ec2State } from './state.js'

/** What EC2's operations work on. */
export interface Ec2Context {
  readonly section: Section<Ec2State>
  readonly settings: Settings
  readonly instances: Instances
  readonly profiles: InstanceProfiles
  /** Of instances, groups and rules. */
  readonly consistency: Consistency
}

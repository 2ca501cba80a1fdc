/** What EC2 remembers: its section of the saved state. Times are ISO 8601. */
export interface Ec2State {
  vpcs: Record<string, Vpc>
  subnets: Record<string, Subnet>
  internetGateways: Record<string, InternetGateway>
  securityGroups: Record<string, SecurityGroup>
  instances: Record<string, Instance>
  /** By resource id, then key. */
  tags: Record<string, Record<string, string>>
}

export interface Vpc {
  vpcId: string
  cidrBlock: string
}

export interface Subnet {
  subnetId: string
  vpcId: string
  cidrBlock: string
  availabilityZone: string
  mapPublicIpOnLaunch: boolean
  /** How many addresses were handed out; the next instance has the next one. */
  addressesUsed: number
}

export interface InternetGateway {
  internetGatewayId: string
  vpcId: string | null
}

export interface SecurityGroup {
  groupId: string
  groupName: string
  description: string
  vpcId: string
  rules: SecurityGroupRule[]
}

export interface SecurityGroupRule {
  ruleId: string
  isEgress: boolean
  /** A name where EC2 uses one (`tcp`, `udp`, `icmp`, `icmpv6`), `-1` for all, else a number. */
  protocol: string
  /** -1 with `toPort` -1: all. For ICMP the type, and the code. */
  fromPort: number
  toPort: number
  peer: Peer
  description: string | null
}

export type Peer = { kind: 'ipv4' | 'ipv6'; cidr: string } | { kind: 'group'; groupId: string }

export type InstanceStateName =
  'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped'

export interface Instance {
  instanceId: string
  reservationId: string
  /** Null for the cloud's own launches. */
  clientToken: string | null
  imageId: string
  instanceType: string
  subnetId: string
  vpcId: string
  securityGroupIds: string[]
  /** An ARN; without one the instance does not register with SSM. */
  instanceProfile: string | null
  keyName: string | null
  state: InstanceStateName
  stateReason: { code: string; message: string } | null
  /** Since when it is in this state. */
  stateSince: string
  launchedAt: string
  privateAddress: string
  publicAddress: string | null
}

export const emptyEc2 = (): Ec2State => ({
  vpcs: {},
  subnets: {},
  internetGateways: {},
  securityGroups: {},
  instances: {},
  tags: {},
})

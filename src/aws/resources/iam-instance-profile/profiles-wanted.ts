/** A role, what it may do, and the instance profile that carries it to an instance. */
export interface ProfileWanted {
  readonly name: string
  readonly path: string
  readonly role: string
  readonly rolePath: string
  /** Who may take the role. */
  readonly services: readonly string[]
  /** The managed policy beyond which the role may do nothing, whatever it is given; null: none. */
  readonly boundary: string | null
  readonly policy:
    | { readonly kind: 'inline'; readonly name: string; readonly document: object }
    | { readonly kind: 'managed'; readonly arn: string }
}

/** Where the lab keeps its own in IAM, which is one for all Regions: lists of IAM tell paths, but no tags. */
export const LAB_PATH = '/serverless-load-lab/'

/**
 * What a role of the lab may do at most. Who may make roles and give them policies could make himself an administrator; the
 * policy of `lab doctor --policy` allows both only with this boundary. AWS's own, so that it is there already and nobody in the
 * account can widen it; all of SYSTEMS_MANAGER is within it.
 */
export const BOUNDARY = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'

/** A lab's own, for an instance that the lab launches. */
export function labProfile(labId: string): ProfileWanted {
  const name = `serverless-load-${labId}`
  return {
    name,
    path: LAB_PATH,
    role: name,
    rolePath: LAB_PATH,
    services: ['ec2.amazonaws.com'],
    boundary: BOUNDARY,
    policy: { kind: 'inline', name: 'systems-manager', document: SYSTEMS_MANAGER },
  }
}

/** Cloud9's, one for the account. Its console makes it with the first environment; its API does not, and fails without it. */
export const CLOUD9_PROFILE: ProfileWanted = {
  name: 'AWSCloud9SSMInstanceProfile',
  path: '/cloud9/',
  role: 'AWSCloud9SSMAccessRole',
  rolePath: '/service-role/',
  services: ['ec2.amazonaws.com', 'cloud9.amazonaws.com'],
  boundary: null,
  policy: { kind: 'managed', arn: 'arn:aws:iam::aws:policy/AWSCloud9SSMInstanceProfile' },
}

/** What SSM's agent needs to register, take commands and carry sessions, and nothing else: no S3, no parameters, no documents. */
const SYSTEMS_MANAGER = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
        // An agent that has no ssmmessages takes its commands over these.
        'ec2messages:AcknowledgeMessage',
        'ec2messages:DeleteMessage',
        'ec2messages:FailMessage',
        'ec2messages:GetEndpoint',
        'ec2messages:GetMessages',
        'ec2messages:SendReply',
      ],
      Resource: '*',
    },
  ],
}

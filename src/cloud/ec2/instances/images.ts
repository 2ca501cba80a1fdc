/** A machine image that instances can be launched from. All are the computer itself; the id is what AWS callers expect. */
export interface Image {
  readonly imageId: string
  readonly name: string
  readonly description: string
  readonly architecture: 'x86_64' | 'arm64'
  /** The public SSM parameters that resolve to it. */
  readonly parameters: readonly string[]
}

const LATEST = '/aws/service/ami-amazon-linux-latest'
const CLOUD9 = '/aws/service/cloud9/amis'

export const IMAGES: readonly Image[] = [
  {
    imageId: 'ami-0a10ca1c10d9a2023',
    name: 'al2023-ami-2023.9.20260914.0-kernel-6.1-x86_64',
    description: 'Amazon Linux 2023 AMI x86_64 HVM kernel-6.1',
    architecture: 'x86_64',
    parameters: [
      `${LATEST}/al2023-ami-kernel-default-x86_64`,
      `${LATEST}/al2023-ami-kernel-6.1-x86_64`,
      `${LATEST}/al2023-ami-minimal-kernel-default-x86_64`,
    ],
  },
  {
    imageId: 'ami-0a10ca1c10da62023',
    name: 'al2023-ami-2023.9.20260914.0-kernel-6.1-arm64',
    description: 'Amazon Linux 2023 AMI arm64 HVM kernel-6.1',
    architecture: 'arm64',
    parameters: [
      `${LATEST}/al2023-ami-kernel-default-arm64`,
      `${LATEST}/al2023-ami-kernel-6.1-arm64`,
      `${LATEST}/al2023-ami-minimal-kernel-default-arm64`,
    ],
  },
  {
    imageId: 'ami-0c109a11c10d92023',
    name: 'Cloud9AmazonLinux2023-x86_64-2026-09-14T00-00',
    description: 'Cloud9 Cloud9AmazonLinux2023 AMI',
    architecture: 'x86_64',
    parameters: [`${CLOUD9}/amazonlinux-2023-x86_64`],
  },
  {
    imageId: 'ami-0c109a11c10d92204',
    name: 'Cloud9Ubuntu22.04-x86_64-2026-09-14T00-00',
    description: 'Cloud9 Cloud9Ubuntu22.04 AMI',
    architecture: 'x86_64',
    parameters: [`${CLOUD9}/ubuntu-22.04-x86_64`],
  },
]

/** By id, or by `resolve:ssm:PARAMETER`. */
export function imageOf(reference: string): Image | null {
  const parameter = reference.startsWith('resolve:ssm:') ? reference.slice('resolve:ssm:'.length) : null
  return (
    IMAGES.find(({ imageId, parameters }) =>
      parameter === null ? imageId === reference : parameters.includes(parameter),
    ) ?? null
  )
}

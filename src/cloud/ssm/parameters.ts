import * as v from 'valibot'
import { IMAGES } from '../ec2/instances/images.js'
import { readInput } from '../protocol/input.js'
import { type Members, type NamedOperations, ServiceError } from '../service.js'
import type { Settings } from '../settings.js'

/** The public parameters that AWS keeps for its machine images; there are no others here. */
export function parameterOperations({ region }: Settings): NamedOperations['operations'] {
  return { GetParameter }

  async function GetParameter(input: Members): Promise<Members> {
    const { Name } = readInput(v.object({ Name: v.string() }), input)
    const image = IMAGES.find(({ parameters }) => parameters.includes(Name))
    if (image === undefined)
      throw new ServiceError('ParameterNotFound', `There is no parameter ${Name.slice(0, 200)}.`)
    return {
      Parameter: {
        Name,
        Type: 'String',
        Value: image.imageId,
        Version: 1,
        ARN: `arn:aws:ssm:${region}::parameter${Name}`,
        DataType: 'text',
      },
    }
  }
}

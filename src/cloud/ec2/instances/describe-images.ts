import * as v from 'valibot'
import { type Members, ServiceError } from '../../service.js'
import type { Ec2Context } from '../context.js'
import { read, Texts } from '../input.js'
import { LISTING, listed, named } from '../listing.js'
import { IMAGES } from './images.js'

export async function describeImages({ section }: Ec2Context, input: Members): Promise<Members> {
  const request = read(v.strictObject({ ImageId: Texts, Owner: Texts, ...LISTING }), input)
  for (const id of request.ImageId)
    if (!IMAGES.some(({ imageId }) => imageId === id))
      throw new ServiceError('InvalidAMIID.NotFound', `The image id '[${id.slice(0, 100)}]' does not exist`)
  const isOwned = request.Owner.length === 0 || request.Owner.includes('amazon')
  const found = named(request.ImageId, isOwned ? IMAGES : [], ({ imageId }) => imageId)
  const page = listed(
    section.now,
    request,
    found,
    ({ imageId }) => imageId,
    (image) => ({
      'image-id': image.imageId,
      name: image.name,
      architecture: image.architecture,
      state: 'available',
      'owner-alias': 'amazon',
    }),
  )
  return {
    imagesSet: page.items.map((image) => ({
      imageId: image.imageId,
      name: image.name,
      description: image.description,
      architecture: image.architecture,
      imageState: 'available',
      imageOwnerAlias: 'amazon',
      isPublic: true,
      imageType: 'machine',
      rootDeviceType: 'ebs',
      rootDeviceName: '/dev/xvda',
      virtualizationType: 'hvm',
    })),
    nextToken: page.nextToken,
  }
}

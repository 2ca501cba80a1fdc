import type { NamedOperations } from '../service.js'
import type { Ec2Context } from './context.js'
import { describeImages } from './instances/describe-images.js'
import { describeInstanceTypeOfferings, describeInstanceTypes } from './instances/describe-instance-types.js'
import { describeAvailabilityZones } from './network/describe-zones.js'

/** What can be launched, and where. */
export const catalogueOperations = (context: Ec2Context): NamedOperations['operations'] => ({
  DescribeAvailabilityZones: (input) => describeAvailabilityZones(context, input),
  DescribeInstanceTypes: (input) => describeInstanceTypes(context, input),
  DescribeInstanceTypeOfferings: (input) => describeInstanceTypeOfferings(context, input),
  DescribeImages: (input) => describeImages(context, input),
})

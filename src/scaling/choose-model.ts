import { currentModel } from './current-model.js'
import { fullSize, type ScalingModel, type ScalingModelName, type ScalingScale } from './scaling-model.js'
import { workshop2021Model } from './workshop-2021-model.js'

export function scalingModel(
  name: ScalingModelName,
  region: string,
  scale: ScalingScale = fullSize,
): ScalingModel {
  return name === 'current' ? currentModel(scale) : workshop2021Model(region, scale)
}

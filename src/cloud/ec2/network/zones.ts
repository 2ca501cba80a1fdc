/** The zones of the local Region, by Seoul's letters. */
export function zonesOf(region: string): readonly string[] {
  return ['a', 'b', 'c', 'd'].map((letter) => `${region}${letter}`)
}

/** Such as `apne2-az1` for `ap-northeast-2a`. */
export function zoneIdOf(zone: string): string {
  const [area = '', direction = '', number = ''] = zone.slice(0, -1).split('-')
  const compass = direction.replaceAll(/(north|south|east|west|central)/g, (word) => word.charAt(0))
  return `${area}${compass}${number}-az${zone.charCodeAt(zone.length - 1) - 96}`
}

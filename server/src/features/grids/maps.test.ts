import { gzipSync } from 'node:zlib'
import { AreaMap, CountyMap } from '@shuniu/shared/grids'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { cutCounty } from '../../../tools/county/cut.ts'
import { readCountySource, taiheFolder } from '../../../tools/county/read.ts'
import { initialsOf, type Area } from './grids.repo.ts'
import { mapsOf } from './maps.ts'
import { placesOf } from './places.ts'

const source = await readCountySource(taiheFolder)
const county = cutCounty(source.register, source.outline)
const areas: Area[] = [
  ...county.divisions.map(division => ({ ...division, initials: initialsOf(division.name) })),
  ...county.grids.map(grid => ({
    ...grid,
    level: 'grid' as const,
    parentCode: grid.villageCode,
    initials: '',
    synthetic: true,
  })),
]
const places = placesOf(areas)
const maps = mapsOf(places)

describe('maps of the county', () => {
  it('sends the whole county’s grids in about 200 KB', () => {
    const all = maps.grids('341222')

    expect(all?.map.features).toHaveLength(county.grids.length)
    expect(gzipSync(all?.text ?? '').length).toBeLessThan(205_000)
  })

  it('are what the contracts promise', () => {
    expect(Value.Check(CountyMap, JSON.parse(maps.county('341222')?.text ?? ''))).toBe(true)
    expect(Value.Check(AreaMap, JSON.parse(maps.grids('341222100')?.text ?? ''))).toBe(true)
  })

  it('show the children of a division, and of a village its grids', () => {
    expect(maps.children('341222')?.map.features).toHaveLength(32)
    expect(maps.children('341222100')?.map.features).toHaveLength(20)
    const codes = maps.children('341222100001')?.map.features.map(feature => feature.properties.code)
    expect(codes).toEqual(maps.grids('341222100001')?.map.features.map(feature => feature.properties.code))
  })

  it('keep their mark while the county is the same, and say that borders are drawn', () => {
    expect(mapsOf(placesOf(areas)).children('341222')?.etag).toBe(maps.children('341222')?.etag)
    expect(maps.children('341222100')?.etag).not.toBe(maps.children('341222')?.etag)
    expect(maps.children('341222')?.map.synthetic).toBe(true)
  })

  it('do not exist for a code that is not in the register', () => {
    expect(maps.children('341223')).toBeUndefined()
    expect(maps.grids('341222999')).toBeUndefined()
  })

  it('collapse no border by rounding', () => {
    for (const { geometry, properties } of maps.grids('341222')?.map.features ?? []) {
      const corners = geometry.coordinates[0]?.map(position => position.join()) ?? []
      if (new Set(corners).size < 4) expect.fail(`${properties.code} has no area left`)
    }
  })
})

describe('places', () => {
  it('name divisions and grids as people say them', () => {
    expect(places.fullNameOf('341222100001')).toBe('城关镇关北社区居委会')
    expect(places.fullNameOf('341222100001002')).toBe('城关镇关北社区第2网格')
    expect(places.fullNameOf('341222')).toBe('太和县')
    expect(places.fullNameOf('341222999')).toBeUndefined()
  })

  it('are found by pinyin initials', () => {
    expect(places.areaOf('341222100')?.initials).toBe('cgz')
    expect(places.areaOf('341222')?.initials).toBe('thx')
  })

  it('have walls for the county and its townships', () => {
    expect(places.watchable()).toHaveLength(33)
    expect(places.countyCode()).toBe('341222')
    expect(placesOf([]).countyCode()).toBeUndefined()
  })
})

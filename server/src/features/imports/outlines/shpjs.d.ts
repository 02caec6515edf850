declare module 'shpjs' {
  import type { FeatureCollection } from 'geojson'

  /** Reads the parts of a Shapefile; a projection becomes WGS-84. */
  const readShapefile: (parts: {
    readonly shp: Uint8Array
    readonly dbf?: Uint8Array
    readonly prj?: string
    readonly cpg?: string
  }) => Promise<FeatureCollection>
  export default readShapefile
}

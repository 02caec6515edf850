/** What the build makes: the manifests of the features that `features.ts` lists for a page. */
declare module 'virtual:features/*' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an import would make this file a module
  export const features: readonly import('./platform/feature/index.ts').ClientFeature[]
}

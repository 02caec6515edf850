const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, '微信'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

const nameIn = (names: typeof browsers, text: string): string | undefined =>
  names.find(([shape]) => shape.test(text))?.[1]

/** Browser and system in a few words, by which somebody knows their own devices apart; nothing more of them is kept. */
export function agentIn(userAgent: string | undefined): string {
  const text = userAgent?.slice(0, 500) ?? ''
  return [nameIn(browsers, text), nameIn(systems, text)].filter(name => name !== undefined).join(' · ')
}

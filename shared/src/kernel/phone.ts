/**
 * What was typed for a telephone number: nothing, a number as it is dialled within the country, digits that are no whole
 * number (yet), or what no number has.
 */
export type TypedPhone =
  | { readonly is: 'none' }
  | { readonly is: 'whole'; readonly phone: string }
  | { readonly is: 'part' }
  | { readonly is: 'noDigits' }

/** What numbers are parted by on paper and in address books; it says nothing. */
const partings = /[\p{Z}\p{C}\p{Pd}\u2212().\u00B7/~]/gu

const wholes = [
  // Mobile.
  /^1[3-9]\d{9}$/,
  // A line with its area code: three digits and eight, or four and seven or eight.
  /^0(?:10|2\d)\d{8}$/,
  /^0[3-9]\d{2}\d{7,8}$/,
  // A line of the county itself.
  /^[2-8]\d{6,7}$/,
  // Services, as 12345, 10086, 95598, 400.
  /^(?:1[02]\d{3}|9\d{4,5}|[48]00\d{7})$/,
  // Abroad.
  /^\+\d{7,15}$/,
]

/** Without the country's code, and without the zero that a mobile number is dialled with from afar. */
function national(digits: string): string {
  const own = digits.replace(/^(?:\+|00)86/, '').replace(/^86(?=1[3-9]\d{9}$)/, '')
  const isLine = own !== digits && /^[2-9]\d{9,10}$/.test(own) && !/^[48]00/.test(own)
  return isLine ? `0${own}` : own.replace(/^0(?=1[3-9]\d{9}$)/, '')
}

/**
 * Reads a telephone number as people type it: of any width, parted by spaces, dashes and brackets, with or without +86.
 * `(０５５８) 861 2345`, `+86 558 8612345` and `0558-8612345` are one number; a line without its area code is kept as it is,
 * since no rule here knows in which town it was said. Source: domain.md §4.2, §4.6.
 */
export function typedPhone(typed: string): TypedPhone {
  const bare = typed.normalize('NFKC').replaceAll(partings, '')
  if (bare === '') return { is: 'none' }
  if (!/^\+?\d*$/.test(bare)) return { is: 'noDigits' }
  const phone = national(bare)
  return wholes.some(whole => whole.test(phone)) ? { is: 'whole', phone } : { is: 'part' }
}

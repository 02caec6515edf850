/** 13812348000 → 138****8000; shorter numbers keep their last two. Source: domain.md §5.3. */
export const maskedPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`

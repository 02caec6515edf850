import { shallowRef, watch } from 'vue'

const key = 'shuniu.largeType'

/** Whether this phone shows large letters; remembered by the phone, not by the account. */
export const isLarge = shallowRef(localStorage.getItem(key) === 'true')
watch(isLarge, large => localStorage.setItem(key, String(large)))

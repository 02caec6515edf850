import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import type { Sharing } from './useSharing.ts'

/** Whether the phone forbids this page its place: by its own word where the browser tells, else by a refusal met. */
export function useDenied(sharing: Readonly<Ref<Sharing>>) {
  const told = shallowRef<PermissionState>()
  const ending = new AbortController()
  onScopeDispose(() => ending.abort())
  // Older Safari has no such question, or not for the place: then the refusal met while sharing says it.
  const asked =
    'permissions' in navigator
      ? navigator.permissions.query({ name: 'geolocation' })
      : Promise.reject(new Error('this browser does not tell'))
  asked.then(
    status => {
      told.value = status.state
      status.addEventListener('change', () => (told.value = status.state), { signal: ending.signal })
    },
    () => undefined,
  )
  return computed(() => (told.value === undefined ? sharing.value === 'denied' : told.value === 'denied'))
}

import { onScopeDispose, shallowRef } from 'vue'

/** The dialog that lies topmost on the page, while one does: what is not in it can be neither clicked nor reached by keys. */
export function useTopDialog() {
  const top = shallowRef<HTMLDialogElement>()
  const look = () => {
    top.value = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1)
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['open'],
  })
  look()
  onScopeDispose(() => observer.disconnect())
  return top
}

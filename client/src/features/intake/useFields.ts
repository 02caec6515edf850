import type { Ref } from 'vue'
import { owedFields } from './intakeForm.ts'

/** The fields that Enter leads through: the number, and what must be filled in. */
const led = ['number', ...owedFields] as const

/** Leads through the form by the keyboard: Enter goes to what must be filled in next, and at the end to the button. */
export function useFields(
  form: Readonly<Ref<HTMLElement | null>>,
  submit: Readonly<Ref<HTMLElement | null>>,
) {
  const answerOf = (name: string) =>
    form.value?.querySelector<HTMLElement>(`[data-field="${name}"] input, [data-field="${name}"] textarea`)
  function goTo(name: string): void {
    const answer = answerOf(name)
    answer?.scrollIntoView({ block: 'nearest' })
    answer?.focus({ preventScroll: true })
  }
  /** The next of the led fields that comes after this one in the form. */
  function goOn(from: string): void {
    const names = [...(form.value?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].map(
      one => one.dataset['field'] ?? '',
    )
    const next = names.slice(names.indexOf(from) + 1).find(name => led.some(one => one === name))
    if (next === undefined) submit.value?.focus()
    else goTo(next)
  }
  return {
    goTo,
    goOn,
    /** A text of many lines and a button keep their Enter. */
    enter({ target }: KeyboardEvent): boolean {
      if (!(target instanceof HTMLInputElement)) return false
      const field = target.closest<HTMLElement>('[data-field]')?.dataset['field']
      if (field === undefined) return false
      goOn(field)
      return true
    },
    /** To the first field that tells why it was not taken; the button, where it is of the whole. */
    goToFault(): void {
      const told = form.value?.querySelector('[data-field] [role="alert"]')
      const field = told?.closest<HTMLElement>('[data-field]')?.dataset['field']
      if (field === undefined) submit.value?.focus()
      else goTo(field)
    },
  }
}

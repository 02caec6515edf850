import type { DocumentItem } from '@shuniu/shared/documents'
import { may, pagesOf } from '@shuniu/shared/identity'
import { useRouter } from 'vue-router'
import { useOpenedCase } from '../../features/cases/index.ts'
import { useUnits } from '../../features/centres/index.ts'
import { documentFinder } from '../../features/documents/index.ts'
import { useDivisions } from '../../features/grids/index.ts'
import { personFinder } from '../../features/staffing/index.ts'
import { useSession } from '../../platform/auth/index.ts'
import { provideFinders } from '../../platform/commands/index.ts'

/** What the palette finds at a desk beside what the desk itself has: documents, and persons for those who may know them. */
export function useDeskFinders(does: {
  readonly openDocument: (caseId: string, item: DocumentItem) => void
}): void {
  const { actor } = useSession()
  const router = useRouter()
  const units = useUnits()
  const divisions = useDivisions()
  const opened = useOpenedCase()
  provideFinders([documentFinder({ opened: () => opened.seen, open: does.openDocument })])
  if (!actor || !may(actor, 'member.read') || !pagesOf(actor.role, ['centres']).includes('centres')) return
  const centreOf = (areaCode: string) =>
    [...units.byId.values()].find(unit => unit.kind === 'centre' && unit.areaCode === areaCode)
  provideFinders([
    personFinder({
      placeOf: ({ areaCode }) => divisions.nameOf(areaCode),
      open({ areaCode }) {
        const centre = centreOf(areaCode)
        void router.push(centre ? `/centres/units/${centre.id}` : '/centres')
      },
    }),
  ])
}

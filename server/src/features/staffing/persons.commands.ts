import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import type { addPerson, changePerson, PersonView } from '@shuniu/shared/staffing'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Database } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { noteAct } from '../audit/index.ts'
import { initialsOf } from '../grids/index.ts'
import { lockStaffing } from './appointments.repo.ts'
import { addLook, addPersons, personsById, savePerson, type PersonRow } from './persons.repo.ts'
import { mayKnow, mayManage } from './sight.ts'
import { personView } from './staffing.queries.ts'

interface PersonCommandDeps extends Pick<Platform, 'clock'> {
  readonly database: Database
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
}

type NewPerson = BodyOf<typeof addPerson>
type PersonChange = BodyOf<typeof changePerson> & { readonly personId: string }

/** A number that was looked at is hidden again after so long. Source: domain.md §5.3. */
const hideAfterS = 30

export const personCommandsOf = ({ database, clock, secrets }: PersonCommandDeps) => ({
  /** Refuses: `staffing.notYours`, `command.idTaken`. */
  add: async ({ id, mobile, ...words }: NewPerson, actor: Actor): Promise<Result<PersonView>> => {
    if (!mayManage(actor, words.areaCode)) return refuse('staffing.notYours')
    return inTx(database, async tx => {
      await lockStaffing(tx)
      const commandHash = bodyHash({ by: actor.accountId, mobile, ...words })
      const [known] = await personsById(tx, [id])
      if (known) {
        return known.commandHash === commandHash
          ? grant(personView(known, secrets))
          : refuse('command.idTaken')
      }
      const row: PersonRow = {
        id,
        ...words,
        initials: initialsOf(words.name),
        mobileSealed: mobile === null ? null : secrets.seal(mobile),
        commandHash,
        changedBy: actor.name,
        changedAt: clock.now(),
        changeId: null,
        version: 1,
      }
      await addPersons(tx, [row])
      await noteAct(tx, {
        at: row.changedAt,
        by: actor,
        kind: 'person.add',
        subject: row,
        after: { name: row.name, scope: row.areaCode },
      })
      return grantNew(personView(row, secrets))
    })
  },

  /** Refuses: `person.unknown`, `staffing.notYours`, `staffing.stale`. */
  change: (change: PersonChange, actor: Actor): Promise<Result<PersonView>> =>
    inTx(database, async tx => {
      await lockStaffing(tx)
      const [known] = await personsById(tx, [change.personId])
      if (!known || !mayKnow(actor, known.areaCode)) return refuse('person.unknown')
      const { name, areaCode, officePhone, mobile } = change
      if (!mayManage(actor, known.areaCode) || !mayManage(actor, areaCode)) return refuse('staffing.notYours')
      if (known.changeId === change.id) return grant(personView(known, secrets))
      if (known.version !== change.seenVersion) return refuse('staffing.stale', { by: known.changedBy })
      const sealed = mobile === null ? null : mobile === undefined ? known.mobileSealed : secrets.seal(mobile)
      const row: PersonRow = {
        ...known,
        name,
        areaCode,
        officePhone,
        initials: initialsOf(name),
        mobileSealed: sealed,
        changedBy: actor.name,
        changedAt: clock.now(),
        changeId: change.id,
        version: known.version + 1,
      }
      await savePerson(tx, row)
      await noteAct(tx, {
        at: row.changedAt,
        by: actor,
        kind: 'person.change',
        subject: row,
        reason: change.reason,
        before: { name: known.name, scope: known.areaCode },
        after: { name: row.name, scope: row.areaCode },
      })
      return grant(personView(row, secrets))
    }),

  /** Written down before it is told. Refuses: `person.unknown`, `person.noMobile`. */
  look: (
    { personId, reason }: { readonly personId: string; readonly reason: string },
    actor: Actor,
  ): Promise<Result<{ mobile: string; hideAfterS: number }>> =>
    inTx(database, async tx => {
      const [known] = await personsById(tx, [personId])
      if (!known || !mayKnow(actor, known.areaCode)) return refuse('person.unknown')
      const mobile = known.mobileSealed === null ? undefined : secrets.open(known.mobileSealed)
      if (mobile === undefined) return refuse('person.noMobile')
      const { accountId, name: accountName } = actor
      const at = clock.now()
      await addLook(tx, { personId, accountId, accountName, reason, at })
      await noteAct(tx, { at, by: actor, kind: 'person.lookAtMobile', subject: known, reason })
      return grant({ mobile, hideAfterS })
    }),
})

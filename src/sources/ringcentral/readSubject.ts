import type { Subject } from '../../model/subject.js';
import { id, items, type JsonPlace, member, optionalText, placeOf, text, total } from '../adapter/readJson.js';
import { ownUsage } from './vocabulary.js';

/** RingCentral's own answers about who a user is, unread. */
export interface RingcentralIdentity {
  /** `GET …/extension/~`: the user's extension and account. */
  readonly extensionInfo: unknown;
  /** `GET …/phone-number`: the numbers that the extension has or may use. */
  readonly phoneNumbers?: unknown;
}

/**
 * Reads who a user is: the extension's id is the person, the account the tenant. Its extension number and its
 * direct numbers are memberships; a number of the company rings somebody else as well, so it is not.
 */
export function readSubject({ extensionInfo, phoneNumbers }: RingcentralIdentity): Omit<Subject, 'roles'> {
  return total('extensionInfo', () => {
    const info = placeOf('extensionInfo', extensionInfo);
    const own = id(member(info, 'id'));
    const extensionNumber = optionalText(member(info, 'extensionNumber'));
    const queues = items(member(info, 'departments'), 'optional').map((queue) => id(member(queue, 'id')));
    return {
      id: own,
      tenant: id(member(member(info, 'account'), 'id')),
      extensions: [own],
      memberships: {
        ...(extensionNumber !== undefined && { extensionNumber: [extensionNumber] }),
        number:
          phoneNumbers === undefined
            ? []
            : items(member(placeOf('phoneNumbers', phoneNumbers), 'records')).flatMap(ownNumber),
        queue: queues,
      },
      licenses: [],
    };
  });
}

function ownNumber(place: JsonPlace): string[] {
  const number = text(member(place, 'phoneNumber'));
  return optionalText(member(place, 'usageType')) === ownUsage ? [number] : [];
}

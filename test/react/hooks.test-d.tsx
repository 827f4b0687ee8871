// Checked by `npm run types` alone: how the hooks are typed where no catalog is registered.
import { Can, useCan, useCheck, type useValue } from '../../src/index.js';
import type { RecordArgs, RightId, ScopedRightId, ValueId, ValueOf } from '../../src/model/catalog.js';
import type { catalog } from './desk.js';

type Desk = typeof catalog;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(_: T) => {};

// Without a registered catalog every id is a text and every record optional.
export function Unregistered() {
  useCan('anything.atAll');
  useCan('anything.atAll', {});
  useCheck('anything.atAll');
  is<Equal<ReturnType<typeof useValue<string>>, string | number | boolean | undefined>>(true);
  // @ts-expect-error an id alone never identifies a record
  useCan('calls.view', 'call-7');
  return (
    <Can permission="anything.atAll" mode="disable">
      {/* @ts-expect-error there is no such mode */}
      <Can permission="x.y" mode="freeze" />
    </Can>
  );
}

// What registering this catalog makes of the same signatures.
is<Equal<RightId<Desk>, 'calls.view' | 'recordings.play' | 'sms.send' | 'reports.view'>>(true);
is<Equal<ScopedRightId<Desk>, 'calls.view' | 'recordings.play'>>(true);
is<Equal<ValueId<Desk>, 'calls.maxChannels' | 'calls.tag'>>(true);
is<Equal<RecordArgs<Desk, 'calls.view'>, readonly [record: object]>>(true);
is<Equal<RecordArgs<Desk, 'sms.send'>, readonly [record?: undefined]>>(true);
is<Equal<ValueOf<Desk, 'calls.maxChannels'>, number>>(true);
is<Equal<ValueOf<Desk, 'calls.tag'>, boolean>>(true);

// Law 11 for groups of people, at scale: whatever they do to each other and to others, what all of them hold or may
// hand out together never grows. Grant sets and answers are kept for as long as they hold, so that it stays fast.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame } from '../../../src/base/isSame.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { createDelegation, type Delegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Member } from '../../../src/model/member.js';
import { valueRank } from '../../../src/model/value.js';
import { type Draw, drawn, several, whole } from '../../reference/generators/draw.js';
import { drawEdit, drawOrganisation, type Organisation } from '../../reference/generators/organisations.js';
import { drawRecord } from '../../reference/generators/records.js';
import { grown, handOuts } from '../../reference/holdings.js';
import { runs } from '../../reference/runs.js';

const now = 3;
const times = [2.5, 5.5];
const edits = runs(200_000);
const editsEach = 2_000;

/** What one member holds or may hand out; of what it holds the compiled evaluator is asked, which is fast. */
function ceilingOf(organisation: Organisation, records: readonly object[], member: Member): Map<string, number> {
  const { catalog, members } = organisation;
  const most = new Map(handOuts(organisation, times, records, [member]));
  const note = (what: string, rank: number) => most.set(what, Math.max(most.get(what) ?? -Infinity, rank));
  const set = resolveGrants(catalog, member);
  for (const time of times) {
    const may = createEvaluator(catalog, set, { now: time });
    for (const [id, permission] of Object.entries(catalog.permissions)) {
      if (permission.kind !== 'right') {
        note(`${id} at ${time}`, valueRank(permission, may.value(id)));
        continue;
      }
      const asked = permission.on === undefined ? [undefined] : permission.on === 'member' ? members : records;
      asked.forEach((record, i) => {
        const { status } = may.check(id, record);
        note(`${id} at ${time} on ${i}`, status === 'allowed' ? 2 : status === 'unknown' ? 1 : 0);
      });
    }
  }
  return most;
}

function united(all: Iterable<ReadonlyMap<string, number>>): Map<string, number> {
  const most = new Map<string, number>();
  for (const each of all) for (const [what, rank] of each) most.set(what, Math.max(most.get(what) ?? -Infinity, rank));
  return most;
}

interface World {
  readonly organisation: Organisation;
  readonly records: readonly object[];
  readonly steps: readonly {
    readonly actor: number;
    readonly target: number;
    readonly edit: ReturnType<typeof drawEdit>;
  }[];
}

function drawWorld(draw: Draw): World {
  const organisation = drawOrganisation(draw);
  const last = organisation.members.length - 1;
  return {
    organisation,
    records: several(draw, 2, 3, () => drawRecord(draw)),
    steps: Array.from({ length: 40 }, () => ({
      actor: whole(draw, 0, last),
      target: whole(draw, 0, last),
      edit: drawEdit(draw, organisation.catalog),
    })),
  };
}

test(
  '200,000 random edits with what roles give never let a group of people do more than before',
  { timeout: 600_000 },
  () => {
    let [made, permitted] = [0, 0];
    const seed = Date.now();
    const worlds = Math.ceil(edits / editsEach);
    const property = fc.property(
      drawn(drawWorld),
      fc.infiniteStream(fc.nat()),
      ({ organisation, records, steps }, dice) => {
        const { catalog } = organisation;
        const members = [...organisation.members];
        const before = united(members.map((member) => ceilingOf(organisation, records, member)));
        // The same people come up again and again: what they hold was looked at before.
        const lawful = new Set<string>();
        const known = new Map<number, Delegation>();
        const delegationOf = (actor: number, of: Member) => {
          const delegation =
            known.get(actor) ??
            createDelegation(catalog, resolveGrants(catalog, of), {
              now,
              holders: (role) => members.filter(({ roles }) => roles.includes(role)).length,
            });
          known.set(actor, delegation);
          return delegation;
        };
        for (let i = 0; i < editsEach; i += 1) {
          const step = steps[dice.next().value % steps.length];
          const [actor, target] = [step && members[step.actor], step && members[step.target]];
          if (!step || !actor || !target) throw new RangeError('There is a step for every number.');
          made += 1;
          if (delegationOf(step.actor, actor).canEdit(target, [step.edit]).status !== 'allowed') continue;
          permitted += 1;
          const after = applyEdits(target, [step.edit]);
          if (isSame(after, target)) continue;
          members[step.target] = after;
          known.delete(step.target);
          const state = JSON.stringify([members, step.target]);
          if (lawful.has(state)) continue;
          lawful.add(state);
          const more = grown(before, ceilingOf({ catalog, members }, records, after));
          if (more.length > 0) throw new Error(`Together they can now do more: ${more.join(', ')}.`);
        }
      },
    );
    fc.assert(property, { numRuns: worlds, seed, endOnFailure: true });
    expect(made).toBeGreaterThanOrEqual(edits);
    expect(permitted).toBeGreaterThan(made / 100);
  },
);

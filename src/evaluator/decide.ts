import type { Decision, Denied, Unknown } from '../model/decision.js';
import type { Grant } from '../model/grant.js';
import type { Reason } from '../model/reason.js';
import { compile, fieldsOf, isRecord, matches, readField } from './predicate.js';
import { type Claim, type Context, consentCondition, gateOf, type Right } from './right.js';
import { isInForce } from './window.js';

/** Decides on one right and says why. Each grant lands in exactly one bin, and the bins are the explanation. */
export function decide(context: Context, id: string, record: unknown): Decision {
  const definition = Object.hasOwn(context.catalog.permissions, id) ? context.catalog.permissions[id] : undefined;
  if (!definition) return denied('unknown-permission');
  const right = context.rightOf(id);
  if (!right) return denied('wrong-kind');
  if (isStale(context)) return { status: 'unknown', cause: 'stale' };
  if (right.resource && !isRecord(record)) return denied('resource-required');
  try {
    return decideOn(context, right, isRecord(record) ? record : {});
  } catch {
    // A getter, proxy or field function of the caller's threw; what cannot be read is not allowed.
    return readableAllow(context, right, record) ?? { status: 'unknown', cause: 'unreadable-record' };
  }
}

/** Why `can` allows a record that throws only where the answer does not depend on it. */
function readableAllow(context: Context, right: Right, record: unknown): Decision | undefined {
  if (!matches(right.matches, record)) return undefined;
  const claim = right
    .claims()
    .find(({ grant, matches: reaches }) => isPlainAllow(grant, context.now) && matches(reaches, record));
  return claim && { status: 'allowed', by: claim.grant };
}

function isPlainAllow(grant: Grant, now: number): boolean {
  return grant.effect === 'allow' && !grant.conditional && isInForce(grant, now);
}

/** Whether a set's own end has come, or the moment is none: what is not known to be fresh is stale (law 1). */
export function isStale({ set, now }: Pick<Context, 'set' | 'now'>): boolean {
  return Number.isNaN(now) || (set.expiresAt !== undefined && !(now < set.expiresAt));
}

function decideOn(context: Context, right: Right, record: object): Decision {
  const here = right.claims().filter((claim) => claim.matches(record));
  const inForce = here.filter((claim) => isInForce(claim.grant, context.now));
  const denial = inForce.find(({ grant }) => grant.effect === 'deny' && !grant.conditional);
  if (denial) return deniedBy(context, right, record, denial.grant);
  const allow = here.find(({ grant }) => isPlainAllow(grant, context.now));
  const maybe = inForce.find(
    ({ grant }) => grant.conditional && (allow ? grant.effect === 'deny' : grant.effect === 'allow'),
  );
  const nearest = allow ?? maybe;
  if (!nearest) return notGranted(context, right, here);
  const by = nearest.grant;
  const blocked = gateDecision(context, right, record);
  if (blocked) return { by, ...blocked };
  return maybe ? { status: 'unknown', cause: 'ask-server', by: maybe.grant } : { status: 'allowed', by };
}

function denied(reason: Reason, more: Omit<Denied, 'status' | 'reason'> = {}): Denied {
  return { status: 'denied', reason, ...more };
}

/** A backend that says "prerequisite", "plan" or "licence" need not say which: the catalog knows. */
function deniedBy(context: Context, right: Right, record: object, by: Grant): Denied {
  const { reason = 'denied' } = by;
  const gate = gateDecision(context, right, record);
  const missing = gate?.status === 'denied' && gate.reason === reason ? gate.missing : undefined;
  return denied(reason, { by, ...(missing && { missing }) });
}

/** Nothing allows: the nearest grant tells whether the time, the place or everything is missing. */
function notGranted({ now }: Context, right: Right, here: readonly Claim[]): Denied {
  const offTime = here.find(({ grant }) => grant.effect === 'allow');
  if (offTime)
    return denied((offTime.grant.startsAt ?? -Infinity) > now ? 'not-yet' : 'expired', { by: offTime.grant });
  const elsewhere = right.claims().filter(({ grant }) => grant.effect === 'allow');
  const nearest = elsewhere.find(({ grant }) => isInForce(grant, now)) ?? elsewhere[0];
  return nearest ? denied('out-of-scope', { by: nearest.grant }) : denied('not-granted');
}

/** Granted, but something else keeps it from taking effect: plan, licence, prerequisite or consent. */
function gateDecision(context: Context, right: Right, record: object): Denied | Unknown | undefined {
  const gate = gateOf(context, right.id);
  if (gate) return denied(gate.reason, { missing: gate.missing });
  const unmet = (right.definition.requires ?? []).flatMap(
    (id) => prerequisiteDecision(context, right, id, record) ?? [],
  );
  // One that is certainly missing settles it; only where there is none does it matter what cannot be known.
  const prerequisite = unmet.find(({ status }) => status === 'denied') ?? unmet[0];
  if (prerequisite) return prerequisite;
  const consent = right.definition.consent;
  if (consent === undefined || !right.resource || compile(consentCondition(right.definition), right.resource)(record))
    return undefined;
  const isKnown = fieldsOf(right.resource, 'consents').some((field) => readField(field)(record) !== undefined);
  return isKnown
    ? denied('consent', { missing: { kind: 'consent', ids: [consent] } })
    : { status: 'unknown', cause: 'consent-not-known' };
}

/** A prerequisite is asked about the same record, or where it is about another type, about anything at all. */
function prerequisiteDecision(
  context: Context,
  right: Right,
  id: string,
  record: object,
): Denied | Unknown | undefined {
  const other = context.rightOf(id);
  const missing = denied('prerequisite', { missing: { kind: 'permission', ids: [id] } });
  if (other?.resource && other.definition.on !== right.definition.on) return other.isSome() ? undefined : missing;
  const decision = decide(context, id, record);
  if (decision.status === 'allowed') return undefined;
  return decision.status === 'unknown' ? decision : missing;
}

import type { Decision, Denied, Unknown } from '../../model/decision.js';
import type { Grant } from '../../model/grant.js';
import type { Reason } from '../../model/reason.js';
import { type Block, blockedBy, missingPrerequisite } from './blockedBy.js';
import { compile, fieldsOf, isRecord, matches, readField, throwsAt } from './predicate.js';
import { type Claim, type Context, consentCondition, type Right } from './compileRight.js';
import { isInForce, outOfTime } from './timeWindow.js';

/** Decides on one right and says why. Each grant lands in exactly one bin, and the bins are the explanation. */
export function decide(context: Context, id: string, record: unknown): Decision {
  const definition = Object.hasOwn(context.catalog.permissions, id) ? context.catalog.permissions[id] : undefined;
  if (!definition) return denied('unknown-permission');
  const right = context.rightOf(id);
  if (!right) return denied('wrong-kind');
  if (isStale(context)) return { status: 'unknown', cause: 'stale' };
  if (right.resource && !isRecord(record)) return denied('resource-required');
  return decideOn({ ...context, record: isRecord(record) ? record : {}, prerequisites: new Map() }, id, right);
}

/** One question about one record. */
interface Question extends Context {
  readonly record: object;
  /** Decisions on prerequisites, kept: several permissions may share one. */
  readonly prerequisites: Map<string, Denied | Unknown | undefined>;
}

function isPlainAllow(grant: Grant, now: number): boolean {
  return grant.effect === 'allow' && !grant.conditional && isInForce(grant, now);
}

/** Whether a set's own end has come, or the moment is none: what is not known to be fresh is stale (law 1). */
export function isStale({ set, now }: Pick<Context, 'set' | 'now'>): boolean {
  return Number.isNaN(now) || (set.expiresAt !== undefined && !(now < set.expiresAt));
}

function decideOn(question: Question, id: string, right: Right): Decision {
  const decision = decideAsRead(question, id, right);
  if (decision.status === 'allowed') return decision;
  // A getter, proxy or field function of the caller's threw: what it would have said is not known.
  const isOpen = right.claims().some(({ reaches }) => throwsAt(reaches, question.record));
  return isOpen ? { status: 'unknown', cause: 'unreadable-record' } : decision;
}

function decideAsRead(question: Question, id: string, right: Right): Decision {
  const { record, now } = question;
  const here = right.claims().filter((claim) => matches(claim.reaches, record));
  const inForce = here.filter((claim) => isInForce(claim.grant, now));
  const denial = inForce.find(({ grant }) => grant.effect === 'deny' && !grant.conditional);
  if (denial) return deniedBy(question, id, right, denial.grant);
  const allow = here.find(({ grant }) => isPlainAllow(grant, now));
  const maybe = inForce.find(
    ({ grant }) => grant.conditional && (allow ? grant.effect === 'deny' : grant.effect === 'allow'),
  );
  const nearest = allow ?? maybe;
  if (!nearest) return notGranted(question, right, here);
  const by = nearest.grant;
  const blocked = blockDecision(question, id, right);
  if (blocked) return { by, ...blocked };
  return maybe ? { status: 'unknown', cause: 'ask-server', by: maybe.grant } : { status: 'allowed', by };
}

function denied(reason: Reason, more: Omit<Denied, 'status' | 'reason'> = {}): Denied {
  return { status: 'denied', reason, ...more };
}

function deniedFor({ reason, missing }: Block): Denied {
  return denied(reason, { missing });
}

/** A backend that says "prerequisite", "plan" or "licence" need not say which: the catalog knows. */
function deniedBy(question: Question, id: string, right: Right, by: Grant): Denied {
  const { reason = 'denied' } = by;
  const block = blockDecision(question, id, right);
  const missing = block?.status === 'denied' && block.reason === reason ? block.missing : undefined;
  return denied(reason, { by, ...(missing && { missing }) });
}

/** Nothing allows: the nearest grant tells whether the time, the place or everything is missing. */
function notGranted({ now }: Question, right: Right, here: readonly Claim[]): Denied {
  const offTime = here.find(({ grant }) => grant.effect === 'allow');
  if (offTime) return denied(outOfTime([offTime.grant], now)?.reason ?? 'expired', { by: offTime.grant });
  const elsewhere = right.claims().filter(({ grant }) => grant.effect === 'allow');
  const nearest = elsewhere.find(({ grant }) => isInForce(grant, now)) ?? elsewhere[0];
  return nearest ? denied('out-of-scope', { by: nearest.grant }) : denied('not-granted');
}

/** Granted, but something else keeps it from taking effect: plan, licence, prerequisite or consent. */
function blockDecision(question: Question, id: string, right: Right): Denied | Unknown | undefined {
  const { catalog, set, record } = question;
  const block = blockedBy(catalog, set.subject, id);
  if (block) return deniedFor(block);
  const unmet = (right.definition.requires ?? []).flatMap(
    (other) => prerequisiteDecision(question, right, other) ?? [],
  );
  // One that is certainly missing settles it; only where there is none does it matter what cannot be known.
  const prerequisite = unmet.find(({ status }) => status === 'denied') ?? unmet[0];
  if (prerequisite) return prerequisite;
  const consent = right.definition.consent;
  const { resource } = right;
  if (consent === undefined || !resource || matches(compile(consentCondition(right.definition), resource), record))
    return undefined;
  return fieldsOf(resource, 'consents').some((field) => isThere(readField(field), record))
    ? denied('consent', { missing: { kind: 'consent', ids: [consent] } })
    : { status: 'unknown', cause: 'consent-not-known' };
}

function isThere(read: (record: object) => unknown, record: object): boolean {
  try {
    return read(record) !== undefined;
  } catch {
    return false;
  }
}

/** A prerequisite is asked about the same record, or where it is about another type, about anything at all. */
function prerequisiteDecision(question: Question, right: Right, id: string): Denied | Unknown | undefined {
  const { prerequisites } = question;
  const other = question.rightOf(id);
  const missing = deniedFor(missingPrerequisite(id));
  if (!other) return missing;
  if (other.resource && other.definition.on !== right.definition.on) return other.isSome() ? undefined : missing;
  if (!prerequisites.has(id)) {
    const decision = decideOn(question, id, other);
    const unmet = decision.status === 'unknown' ? decision : missing;
    prerequisites.set(id, decision.status === 'allowed' ? undefined : unmet);
  }
  return prerequisites.get(id);
}

import type { PhoneNumber } from 'libphonenumber-js/min';
import { readText } from '../phone/readText.js';
import type { CallerNumber } from './callerNumber.js';
import type { DialPlan } from './classifyDestination.js';
import { isWhole, parseDigits } from './parseDigits.js';
import { readDialled } from './readDialled.js';

/** The nearness of a number to the person who is called. */
export type Nearness = 'same-area' | 'same-country';

/** A number to call from, because it is near. */
export interface LocalSuggestion<N extends CallerNumber> {
  readonly number: N;
  readonly nearness: Nearness;
}

/** What nearness depends on. */
type LocalPlan = Pick<DialPlan, 'country' | 'prefixes' | 'typeOf'>;

/** How the numbers of lines at a fixed place begin after the country code, in countries where that tells. */
const fixedLines: Readonly<Record<string, RegExp>> = {
  AU: /^[2378]/,
  BE: /^(?!4[5-9]|70|78|800|90)/,
  CH: /^(?:2[1-7]|3[1-4]|4[134]|5[256]|6[12]|71|81|91)/,
  CN: /^(?:10|2|[3-9])/,
  DE: /^(?!1|3[27]|[5789]00|700|800|900)[2-9]/,
  ES: /^(?:8[1-8]|9[1-8])/,
  FR: /^[1-5]/,
  GB: /^[12]/,
  IE: /^(?:1|2|4|5|6|7|9)/,
  IT: /^0/,
  NL: /^(?:[1-57])/,
  PT: /^2/,
  RU: /^[348]/,
};

/** North America: an area code, unless it belongs to nobody's area, such as 800. */
const northAmerica = /^(?!(?:8(?:00|22|33|44|55|66|77|8\d)|900|[567]00|5(?:2\d|33|44|66|77|88)|622|710))[2-9]/;

/** The nearest number to the one that is called: of its area, else of its country. */
export function suggestLocal<N extends CallerNumber>(
  numbers: readonly N[],
  to: string | undefined,
  plan: LocalPlan = {},
): LocalSuggestion<N> | undefined {
  const called = to === undefined ? undefined : parseDigits(readDialled(to, plan)?.number ?? '', plan.country);
  const country = isWhole(called) ? countryFor(called) : undefined;
  if (!called || !country) return undefined;
  const area = areaOf(called, plan);
  const near = numbers.flatMap((number) => {
    const phone = knownPhone(number);
    if (!isWhole(phone) || countryFor(phone) !== country) return [];
    const isArea = area !== undefined && areaOf(phone, plan) === area;
    return [{ number, isArea, shared: sharedStart(phone.number, called.number) }];
  });
  const nearest = near.reduce<(typeof near)[number] | undefined>(
    (best, each) => (best === undefined || isNearer(each, best) ? each : best),
    undefined,
  );
  return nearest && { number: nearest.number, nearness: nearest.isArea ? 'same-area' : 'same-country' };
}

interface Near {
  readonly isArea: boolean;
  readonly shared: number;
}

function isNearer(a: Near, b: Near): boolean {
  return a.isArea === b.isArea ? a.shared > b.shared : a.isArea;
}

const phones = new WeakMap<object, PhoneNumber | 'none'>();

/** Reading a number takes a while, and an organisation has thousands of them. */
function knownPhone(number: CallerNumber): PhoneNumber | undefined {
  const known = phones.get(number) ?? parseDigits(readDialled(readText(number.number) ?? '')?.number ?? '') ?? 'none';
  phones.set(number, known);
  return known === 'none' ? undefined : known;
}

/** All of North America shares 800 and the like, and the list of numbers names one country for that. */
function countryFor({ country, countryCallingCode, nationalNumber }: PhoneNumber): string | undefined {
  return countryCallingCode === '1' && !northAmerica.test(nationalNumber) ? undefined : country;
}

/** A number of a line at a fixed place is written with its area code first; mobiles have none. */
function areaOf(phone: PhoneNumber, plan: LocalPlan): string | undefined {
  return isFixedLine(phone, plan) ? phone.formatInternational().split(/[\s-]/)[1] : undefined;
}

function isFixedLine({ country, number, countryCallingCode, nationalNumber }: PhoneNumber, plan: LocalPlan): boolean {
  const type = plan.typeOf?.(number);
  if (type !== undefined) return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE';
  const start = countryCallingCode === '1' ? northAmerica : fixedLines[country ?? ''];
  return start?.test(nationalNumber) === true;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

import type { Catalog, PermissionDefinition } from '../../../model/catalog.js';
import type { GrantValue, Provenance } from '../../../model/grant.js';
import type { Effect } from '../../../matrix/effect.js';
import type { Setting } from '../../../matrix/field.js';
import { labelOf } from '../../../model/labelOf.js';
import { scopeWords } from './scopeWords.js';
import { windowWords } from './timeWords.js';

/** The effect of a permission in words: `allowed: own`, `5`, `Own number`, `must`. */
export function effectWords(catalog: Catalog, permission: string, effect: Effect): string {
  const definition = catalog.permissions[permission];
  if (!definition) return 'unknown';
  if (definition.kind !== 'right') return valueWords(definition, effect.value);
  if (!effect.on) return 'not allowed';
  if (definition.on === undefined) return 'allowed';
  const except = effect.denied.map((scope) => scopeWords(catalog, scope)).join('; ');
  return `allowed: ${effect.reach.map((scope) => scopeWords(catalog, scope)).join('; ')}${except && `, except ${except}`}`;
}

/** A value in the catalog's own words. */
export function valueWords(definition: PermissionDefinition, value: GrantValue | undefined): string {
  switch (definition.kind) {
    case 'choice':
      return definition.options.find((option) => option.id === value)?.label ?? String(value);
    case 'number':
      return value === 'unlimited' ? 'unlimited' : `${value}${units[definition.unit]}`;
    case 'duty':
      return value === true ? 'must' : 'need not';
    case 'right':
      return value === undefined ? '' : String(value);
  }
}

const units = { count: '', percent: ' %', seconds: ' s' } as const;

/** The own settings of a target in words, or that it inherits. */
export function settingWords(catalog: Catalog, permission: string, settings: readonly Setting[] | undefined): string {
  if (settings === undefined) return 'inherits';
  if (settings.length === 0) return 'nothing';
  return settings.map((setting) => oneSetting(catalog, permission, setting)).join('; ');
}

function oneSetting(catalog: Catalog, permission: string, setting: Setting): string {
  const when = windowWords(setting);
  const perhaps = setting.conditional ? ', as far as the service decides' : '';
  return `${settingAtAnyTime(catalog, permission, setting)}${perhaps}${when && `, ${when}`}`;
}

function settingAtAnyTime(catalog: Catalog, permission: string, { effect, scope, value }: Setting): string {
  const definition = catalog.permissions[permission];
  const isScoped = definition?.kind === 'right' && definition.on !== undefined;
  const reach = isScoped && scope !== undefined ? `: ${scopeWords(catalog, scope)}` : '';
  if (effect === 'deny') return `denied${reach}`;
  return definition && definition.kind !== 'right' ? valueWords(definition, value) : `allowed${reach}`;
}

/** The source of a grant in words: `from role Agent`, `from the umbrella Full call report access`. */
export function sourceWords(catalog: Catalog, source: Provenance): string {
  const id = source.slice(source.indexOf(':') + 1);
  if (source === 'baseline') return 'for everybody';
  if (source === 'member') return 'set here';
  if (source.startsWith('role:')) return `from role ${labelOf(catalog.roles, id)}`;
  if (source.startsWith('package:')) return `from the package ${labelOf(catalog.packages, id)}`;
  return `from the umbrella ${labelOf(catalog.permissions, id)}`;
}

/** All sources of an effect in words; empty if nobody set anything. */
export function sourcesWords(catalog: Catalog, { sources, via }: Effect): string {
  const opened = via.filter((each) => !sources.includes(each)).map((each) => sourceWords(catalog, each));
  return [...sources.map((each) => sourceWords(catalog, each)), ...opened].join(', ');
}

// Arbitrary values from a JSON Schema: mostly what it asks for, made of words that mean something here.
import fc, { type Arbitrary } from 'fast-check';

export type Schema = Readonly<Record<string, unknown>>;

/** What arbitraries are made with: where references lead, and the words that are likely to hit something. */
export interface Vocabulary {
  readonly resolve: (ref: string) => Schema;
  /** By the name of the member that they are for. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const schemasIn = (value: unknown): readonly Schema[] => listIn(value).filter(isSchema);

/** Values that a schema allows. `name` is that of the member that the value is for. */
export const arbitraryOf = (schema: Schema, vocabulary: Vocabulary, name = ''): Arbitrary<unknown> => {
  if (typeof schema['$ref'] === 'string') return arbitraryOf(vocabulary.resolve(schema['$ref']), vocabulary, name);
  if ('const' in schema) return fc.constant(schema['const']);
  const words = listIn(schema['enum']);
  if (words.length > 0) return fc.constantFrom(...words);
  const parts = [...schemasIn(schema['oneOf']), ...schemasIn(schema['anyOf'])];
  if (parts.length > 0) return fc.oneof(...parts.map((part) => arbitraryOf(part, vocabulary, name)));
  return byType(schema, vocabulary, name);
};

const byType = (schema: Schema, vocabulary: Vocabulary, name: string): Arbitrary<unknown> => {
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, vocabulary, name);
    case 'array':
      return fc.array(arbitraryOf(isSchema(schema['items']) ? schema['items'] : {}, vocabulary, name), {
        maxLength: 4,
      });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: Number(schema['minimum'] ?? 0), max: 12 }) }, fc.nat());
    case 'number':
      return fc.oneof(fc.nat(12), fc.double());
    case 'string':
      return wordFor(vocabulary, name);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
};

const wordFor = ({ words }: Vocabulary, name: string): Arbitrary<string> => {
  const known = words[name] ?? [];
  const any = fc.string({ maxLength: 8 });
  return known.length > 0
    ? fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: any })
    : any;
};

const objectOf = (schema: Schema, vocabulary: Vocabulary, name: string): Arbitrary<unknown> => {
  const { properties, additionalProperties: rest } = schema;
  if (!isSchema(properties)) {
    const value = arbitraryOf(isSchema(rest) ? rest : {}, vocabulary, 'ids');
    return fc.dictionary(wordFor(vocabulary, `keys of ${name}`), value, { maxKeys: 2 });
  }
  const model = Object.fromEntries(
    Object.entries(properties).map(([key, each]) => [key, arbitraryOf(isSchema(each) ? each : {}, vocabulary, key)]),
  );
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return fc.record(model, { requiredKeys: Object.keys(model).filter((key) => required.includes(key)) });
};

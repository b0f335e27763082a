import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Person = z.strictObject({ first_name: z.string(), last_name: z.string() });
const text = z.string();
const Examples = z.strictObject({
  request: z.strictObject({
    tag: text,
    providers: z.strictObject({
      google: z.strictObject({ domains: z.tuple([Person.extend({ domain: text }), Person.extend({ domain: text })]) }),
    }),
  }),
  profile_picture: text,
  aliases: z.tuple([Person.extend({ alias: text, profile_picture: text })]),
  sequencer: z.strictObject({ provider: text, username: text, password: text, link: text, workspace: text, tag: text }),
  hosting: z.strictObject({ provider: text, username: text, password: text, link: text }),
});

const Contract = z.object({
  paths: z.object({ '/create-custom-order': z.object({ post: z.looseObject({ 'x-page-examples': Examples }) }) }),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const contract = Contract.parse(
  parse(readFileSync(new URL('../../docs/vendor/openapi.yaml', import.meta.url), 'utf8')),
);
const operation = contract.paths['/create-custom-order'].post;

/** What the vendor's page of create-custom-order shows. Source: docs/vendor/openapi.yaml, "createCustomOrder". */
export const PAGE_EXAMPLES = operation['x-page-examples'];

const Schema = z.looseObject({
  $ref: z.string().optional(),
  'x-confidence': z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
const Parameter = z.object({ $ref: z.string().optional(), name: z.string().optional() });
const Call = z.object({
  parameters: z.array(z.unknown()),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) }),
});

/** What `#/components/<kind>/<name>` stands for. */
function resolved(reference: string): unknown {
  const [, , kind = '', name = ''] = reference.split('/');
  return contract.components[kind]?.[name];
}

/** Where the values of a schema stand, as `hosting.link`; places in a list have none of their own. */
function placesIn(raw: unknown, place: string): string[] {
  const schema = Schema.parse(raw);
  if (schema.$ref !== undefined) return placesIn(resolved(schema.$ref), place);
  if (schema.anyOf) return schema.anyOf.flatMap((each) => placesIn(each, place));
  if (schema.items !== undefined) return placesIn(schema.items, place);
  if (!schema.properties) return [place];
  return Object.entries(schema.properties).flatMap(([name, each]) =>
    // What only others were seen to send is none of the page's.
    Schema.parse(each)['x-confidence'] === 'observed' ? [] : placesIn(each, place === '' ? name : `${place}.${name}`),
  );
}

/** `providers.google.domains.aliases.alias` is `alias.alias`, of the provider `google`. */
function parametersOf(place: string): string[] {
  const [top = '', provider = '', , ...rest] = place.split('.');
  if (top !== 'providers') return [place];
  return [`providers.${provider}`, rest[0] === 'aliases' ? `alias.${rest[1]}` : `domain.${rest[0]}`];
}

/**
 * All parameters that the page names, each once: those of the query, those of the body, those of a domain and of an alias.
 * Source: docs/vendor/openapi.yaml, "createCustomOrder".
 */
export function pageParameters(): string[] {
  const { parameters, requestBody } = Call.parse(operation);
  const query = parameters.map((raw) => {
    const { $ref, name } = Parameter.parse(raw);
    return `query.${name ?? Parameter.parse(resolved($ref ?? '')).name}`;
  });
  const body = placesIn(requestBody.content['application/json'].schema, '').flatMap(parametersOf);
  return [...new Set([...query, ...body])];
}

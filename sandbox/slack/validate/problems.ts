/** How a failed check is told: Slack's sentences with a JSON pointer to the culprit. */
import type { z } from 'zod';

/** One thing that Slack would refuse. `pointer` is an RFC 6901 JSON pointer, `message` a sentence like Slack's. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/** A JSON pointer to `path`. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

type Issue = z.core.$ZodIssue;

function shapeSentence(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : `must be less than or equal to ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `no less than ${issue.minimum} items allowed`
        : `must be greater than or equal to ${issue.minimum}`;
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

function typeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  return typeof value.type === 'string' ? value.type : null;
}

function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Problem[] {
  // No branches were tried: the discriminator itself is missing or unknown.
  if (issue.errors.length === 0) {
    const named = typeOf(issue.input);
    if (named === null) return [{ pointer: pointerTo(path.slice(0, -1)), message: 'missing required field: type' }];
    return [{ pointer: pointerTo(path), message: `unsupported type: ${named}` }];
  }
  // A plain union: the branch that came furthest tells most.
  const [closest = []] = [...issue.errors].sort((one, other) => deepest(other) - deepest(one));
  return closest.flatMap((nested) => problemsOf({ ...nested, path: [...path, ...nested.path] }));
}

const deepest = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** What Slack would say about one finding of zod (parsed with `reportInput`). */
export function problemsOf(issue: Issue): Problem[] {
  const { path } = issue;
  if (issue.code === 'invalid_union') return unionProblems(issue, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo(path), message: `invalid additional property: ${key}` }));
  }
  const isMissing = (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined;
  if (isMissing && path.length > 0) {
    return [{ pointer: pointerTo(path.slice(0, -1)), message: `missing required field: ${String(path.at(-1))}` }];
  }
  return [{ pointer: pointerTo(path), message: shapeSentence(issue) }];
}

/** Checks `value` against a schema and tells the problems, pointers starting with `at`. */
export function shapeProblems(schema: z.ZodType, value: unknown, at: readonly PropertyKey[]): Problem[] {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => problemsOf({ ...issue, path: [...at, ...issue.path] }));
}

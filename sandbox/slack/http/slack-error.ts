/** A business error of the Web API: HTTP 200 with `ok: false`. */
import type { Problem } from '../validate/index.ts';
import type { Fields } from './json.ts';

/** Thrown by Web API methods. `code` is Slack's error code, `problems` become `response_metadata.messages`, `more` stands beside it. */
export class SlackError extends Error {
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly more: Fields;

  constructor(code: string, problems: readonly Problem[] = [], more: Fields = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.problems = problems;
    this.more = more;
  }
}

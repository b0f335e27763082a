/** A business error of the Web API: HTTP 200 with `ok: false`. */
import type { Problem } from '../validate/index.ts';

/** Thrown by Web API methods. `code` is Slack's error code, `problems` become `response_metadata.messages`. */
export class SlackError extends Error {
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(code: string, problems: readonly Problem[] = []) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.problems = problems;
  }
}

import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { Delivered, FoundOptions, Snapshot, Submitted, UploadedFile } from '../../slack/workspace/protocol.ts';

/** Any JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells a snapshot from an error body; the workspace of the same checkout is trusted for the fields inside. */
export function isSnapshot(value: unknown): value is Snapshot {
  return isObject(value) && isObject(value.workspace) && isObject(value.me) && Array.isArray(value.channels);
}

/** Tells the vendor's control state from an error body. */
export function isControlState(value: unknown): value is ControlState {
  return isObject(value) && Array.isArray(value.requests) && Array.isArray(value.charges) && isObject(value.settings);
}

/** Tells an answer about a delivery from an error body. */
export function isDelivered(value: unknown): value is Delivered {
  return isObject(value) && (value.ok === true || isRefusal(value));
}

/** Tells the answer to a submission from an error body. */
export function isSubmitted(value: unknown): value is Submitted {
  return isObject(value) && (value.ok === true || isObject(value.errors) || isRefusal(value));
}

/** Tells the answer of an external select from an error body. */
export function isFoundOptions(value: unknown): value is FoundOptions {
  return isObject(value) && (Array.isArray(value.options) || Array.isArray(value.optionGroups) || isRefusal(value));
}

/** Tells the answer to an upload from an error body. */
export function isUploaded(value: unknown): value is UploadedFile {
  return isObject(value) && value.ok === true && isObject(value.file);
}

function isRefusal(value: Readonly<Record<string, unknown>>): boolean {
  return value.ok === false && typeof value.message === 'string';
}

/** Where bytes of files go in and out: upload addresses and private downloads. */
import type { ServerResponse } from 'node:http';
import { isSeenByApp } from '../workspace/file-objects.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answerText, type Received, readUpload } from './http.ts';

/** `POST /upload/v1/<id>`: the bytes, raw or as a multipart form. */
export async function takeUpload(workspace: Workspace, id: string, received: Received, response: ServerResponse) {
  const upload = workspace.uploads.get(id);
  if (!upload) return answerText(response, 'not found', 404);
  upload.bytes = await readUpload(received);
  answerText(response, `OK - ${upload.bytes.length}`);
}

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to Acme Growth</body></html>';

/**
 * `GET /files-pri/<team>-<id>/download/<name>`. Without the bot's token, or the scope `files:read`, and for a file that is not
 * there Slack answers 200 with its sign-in page (slackapi/bolt-js#2585), and so does this.
 */
export function answerDownload(
  workspace: Workspace,
  id: string,
  isAuthorized: boolean,
  response: ServerResponse,
): void {
  const file = workspace.files.get(id);
  if (!file || !isAuthorized || file.standing !== 'there' || !isSeenByApp(workspace, file)) {
    answerText(response, LOGIN_PAGE, 200, 'text/html');
    return;
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': String(file.bytes.length) });
  response.end(file.bytes);
}

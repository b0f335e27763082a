import type { RecordedRequest } from '../../scaledmail/http/protocol.ts';
import { Icon } from '../shell/icons.tsx';
import { formatClock } from './format.ts';
import { requestRows } from './requests.ts';

const EFFECTS = { read: 'reads', write: 'writes', spend: 'spends money', cancel: 'cancels' } as const;

/** Every request that the vendor saw, newest first; a press opens what was sent and answered. */
export function RequestList({ requests }: { requests: readonly RecordedRequest[] }) {
  if (requests.length === 0) return <p class="panel__empty">Nothing was asked yet. Run /scaledmail in a channel.</p>;
  return (
    <ul class="requests">
      {requestRows(requests).map(({ request, count }) => (
        <li key={request.id}>
          <RequestRow request={request} count={count} />
        </li>
      ))}
    </ul>
  );
}

function RequestRow({ request, count }: { request: RecordedRequest; count: number }) {
  const { effect, operationId, method, path, status, fault } = request;
  return (
    <details class={`request request--${effect}`} data-operation={operationId}>
      <summary class="request__head" title={`${operationId} ${EFFECTS[effect]}`}>
        <Icon name="right" size={12} />
        <span class="request__names">
          <span class="request__operation">
            {operationId}
            {count > 1 && <span class="request__count">×{count}</span>}
          </span>
          <span class="request__path">
            {method} {path}
          </span>
        </span>
        {effect !== 'read' && <span class="effect">{effect}</span>}
        <span class={`request__status ${status !== null && status < 400 ? '' : 'is-bad'}`}>{status ?? 'cut'}</span>
      </summary>
      <div class="request__detail">
        <p class="request__when">
          {formatClock(request.at)}
          {fault && <b> · fault: {fault.replaceAll('_', ' ')}</b>}
        </p>
        <Json name="Sent" value={request.body} />
        <Json name="Answered" value={request.answer} />
      </div>
    </details>
  );
}

function Json({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <>
      <h4 class="request__part">{name}</h4>
      <pre class="request__json">{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </>
  );
}

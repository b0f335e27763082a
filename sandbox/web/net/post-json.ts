/** Posts JSON and answers the parsed body: `{}` for an empty one, null when nothing came back or it was not JSON. */
export async function postJson(url: string, body: object): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (text === '') return response.ok ? {} : null;
    return JSON.parse(text);
  } catch {
    return null;
  }
}

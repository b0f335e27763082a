import { useEffect, useState } from 'preact/hooks';
import type { PersonId } from '../slack/workspace/protocol.ts';
import { useSnapshot } from './net/use-snapshot.ts';
import { Desk } from './shell/desk.tsx';
import { readUrl, writeUrl } from './shell/url-state.ts';
import { useRemembered } from './shell/use-remembered.ts';
import { useTheme } from './shell/use-theme.ts';

const FIRST_PERSON = 'U0RITA';

/** The page: one person's desk, in one theme. */
export function App() {
  const [start] = useState(() => readUrl(location.search));
  const [url, setUrl] = useState(start);
  const [remembered, setPerson] = useRemembered('person', start.as);
  const [theme, setTheme] = useTheme(start.theme);
  const as = remembered ?? FIRST_PERSON;
  const { snapshot, isConnected } = useSnapshot(as);

  useEffect(() => {
    history.replaceState(null, '', writeUrl({ ...url, as, theme }));
  }, [url, as, theme]);

  const switchPerson = (id: PersonId) => {
    setPerson(id);
    setUrl((before) => ({ ...before, thread: null }));
  };
  if (!snapshot) return <Loading isConnected={isConnected} />;
  return (
    <Desk
      snapshot={snapshot}
      isConnected={isConnected}
      url={url}
      theme={theme}
      onUrl={(change) => setUrl((before) => ({ ...before, ...change }))}
      onSwitch={switchPerson}
      onTheme={setTheme}
    />
  );
}

function Loading({ isConnected }: { isConnected: boolean }) {
  return (
    <div class="loading" role="status">
      <span class="spinner" />
      {isConnected ? 'Loading the workspace…' : 'The local workspace does not answer. Trying again…'}
    </div>
  );
}

import { useState } from 'preact/hooks';

/** A piece of state that outlives the page in localStorage; where that is barred, it lives as long as the page. */
export function useRemembered(name: string, initial: string | null): [string | null, (value: string) => void] {
  const [value, setValue] = useState<string | null>(() => initial ?? read(name));
  const change = (next: string) => {
    write(name, next);
    setValue(next);
  };
  return [value, change];
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(`sandbox.${name}`);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts until the page is left.
  }
}

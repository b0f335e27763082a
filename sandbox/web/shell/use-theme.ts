import { useLayoutEffect } from 'preact/hooks';
import { useRemembered } from './use-remembered.ts';

export type Theme = 'light' | 'dark';

/** The theme asked for, else the one chosen last, else the one that the system prefers. */
export function useTheme(asked: Theme | null): [Theme, (theme: Theme) => void] {
  const [remembered, remember] = useRemembered('theme', asked);
  const preferred = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = remembered === 'dark' || remembered === 'light' ? remembered : preferred;
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return [theme, remember];
}

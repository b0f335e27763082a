/**
 * Suffixes below which anybody registers names, though they belong to a company and not to ICANN: the registries among the
 * private suffixes. The others, such as `github.io`, are places where a service hands out names that nobody can order.
 * Source: the Public Suffix List (its private part, through tldts).
 */
export const REGISTRIES: ReadonlySet<string> = new Set([
  'ae.org',
  'africa.com',
  'br.com',
  'cn.com',
  'co.ca',
  'co.com',
  'co.nl',
  'co.no',
  'com.de',
  'com.se',
  'de.com',
  'eu.com',
  'gb.net',
  'gr.com',
  'hu.net',
  'in.net',
  'jp.net',
  'jpn.com',
  'mex.com',
  'ru.com',
  'sa.com',
  'se.net',
  'uk.com',
  'uk.net',
  'us.com',
  'us.org',
  'za.bz',
  'za.com',
]);

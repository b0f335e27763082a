import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = 'docs/pictures';
/** Pages that show pictures. */
const PAGES = ['README.md', 'docs/account-watch.md'].map((page) => readFileSync(join(ROOT, page), 'utf8'));
const HARMLESS = join(tmpdir(), 'scaledmail-pictures');

/** Where a picture is kept: with the pages that show it, when pictures are made for these; else where it does no harm. */
function placeOf(name: string): string {
  const file = `${name}.png`;
  const isShown = PAGES.some((page) => page.includes(`pictures/${file}`));
  return process.env.PICTURES === 'yes' && isShown ? join(ROOT, PICTURES, file) : join(HARMLESS, file);
}

/** No traffic of the browser's own: the tests never leave loopback. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the system's Chromium. Throws with the fix when there is none. */
export function startBrowser(): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  if (!executablePath) throw new Error('There is no Chromium. Please run: apt-get install chromium');
  return chromium.launch({ executablePath, args: QUIET });
}

/** The web client as one person uses it. */
export class Client {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Opens a channel as a person. */
  async open(as: string, channel: string, options: { theme?: 'light' | 'dark'; panel?: 0 | 1 } = {}): Promise<void> {
    const { theme = 'light', panel = 1 } = options;
    await this.page.goto(`${this.#url}/?as=${as}&channel=${channel}&theme=${theme}&panel=${panel}`);
    await this.page.getByRole('article').first().waitFor();
  }

  /** Types into the composer and sends. */
  async type(text: string): Promise<void> {
    const composer = this.page.getByRole('textbox', { name: /message/i }).first();
    await composer.fill(text);
    await composer.press('Enter');
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  /** The newest message that holds the text. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('article').filter({ hasText: text }).last();
  }

  /** Takes a picture of the page: with `npm run pictures` for the page that shows it, else to where it does no harm. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: placeOf(name) });
  }
}

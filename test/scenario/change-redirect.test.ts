import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { domainMenuValue } from '../../views/ids.ts';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OPERATION = 'updateDomainRedirect';

describeOnBothStores('Changing redirects', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let names: readonly string[];
  let reference: string;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    names = await unusedNames();
    await order();
    await amir.press(cardFor(amir), 'approve_order');
    reference = referenceOf(cardFor(amir));
    // Its number is found, then its domains work.
    await world.advance(MINUTE_MS);
    await days(4);
    expect(cardText(reference)).toContain('All working');
  });
  afterEach(() => world.stop());

  async function unusedNames(): Promise<readonly string[]> {
    const headers = { authorization: 'Bearer test-vendor-key' };
    const read = async (path: string) => (await fetch(`${world.vendor.apiUrl}${path}`, { headers })).json();
    const { organizations } = await read('/organizations');
    const { domains } = await read(`/purchased-domains?available=true&organization_id=${organizations[0].id}`);
    return domains.slice(0, 3).map((each: { domain: string }) => each.domain);
  }

  async function order(): Promise<void> {
    await rita.type('/scaledmail order');
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    await rita.submit({ label: 'Umbrella', workspace: { select: workspace }, providers: { choices: ['google'] } });
    await rita.submit({
      default_name: 'Ada Park',
      default_redirect: 'https://old.com',
      domains_google: names.join('\n'),
    });
    await rita.submit();
  }

  async function days(count: number): Promise<void> {
    for (let day = 0; day < count; day += 1) await world.advance(DAY_MS);
  }

  const calls = () => world.vendor.state().requests.filter(({ operationId }) => operationId === OPERATION);
  const cardOf = (wanted: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return card;
  };
  const cardText = (wanted: string) => textOf(cardOf(wanted).blocks);
  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');
  const leadsTo = (name: string | undefined) =>
    world.vendor
      .state()
      .orders.flatMap(({ domains }) => domains)
      .find((domain) => domain.name === name)?.redirect;

  /** *Redirect…* of a domain, from the details of its order. */
  async function openMenu(who: Person, index = 0): Promise<void> {
    await amir.press(cardOf(reference), 'show_order_details');
    if (who !== amir) {
      await who.type(`/scaledmail status ${reference}`);
      await who.press(answerTo(who), 'show_order_details');
    }
    await who.chooseInModal('change_domain', domainMenuValue('redirect', reference, index));
  }

  /** The newest private answer that has a button for details, in the channel where the command was typed. */
  function answerTo(who: Person) {
    const answer = who.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('show_order_details'));
    if (!answer) throw new Error('No answer with details');
    return answer;
  }

  /** Rita asks that the first domain lead elsewhere; answers the new order's reference. */
  async function ask(redirect = 'https://new.com', also: readonly string[] = []): Promise<string> {
    await openMenu(rita);
    const more = also.length > 0 ? { also_1: { choices: also } } : {};
    expect(await rita.submit({ new_redirect: redirect, ...more })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is asked for in Details, approved, sent once, and done when the list shows it', async () => {
    await openMenu(rita);
    expect(rita.modalText()).toContain(`${names[0]} · leads to old.com now`);
    expect(rita.modalText()).toContain('ScaledMail’s staff apply it');
    expect(await rita.submit({ new_redirect: 'not an address' })).toEqual({
      new_redirect: expect.stringContaining('not a web address'),
    });
    expect(await rita.submit({ new_redirect: 'https://OLD.com/' })).toEqual({
      new_redirect: expect.stringContaining('leads there already'),
    });

    const changing = await ask('new.com/start');
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain('🟡 Free · 1 redirect, Umbrella');
    expect(textOf(card.blocks)).toContain(`Rita Okafor asks to change *the redirect of ${names[0]}*`);
    expect(textOf(card.blocks)).toContain(`${names[0]} · old.com → new.com/start`);
    expect(textOf(card.blocks)).toContain('Approve this change');
    await rita.press(card, 'approve_order');
    expect(calls()).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([
      {
        method: 'POST',
        path: expect.stringContaining(`/swap-redirect/${names[0]}?`),
        body: { new_redirect: 'https://new.com/start' },
      },
    ]);
    expect(cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    await days(3);
    expect(leadsTo(names[0])).toBe('https://new.com/start');
    expect(cardText(changing)).toContain('✅ Done');
    expect(told(rita)).toContain('This order is done.');
    expect(calls()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });
});

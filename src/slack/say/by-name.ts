import { mention, type Naming, nameText } from '../../../views/words/text.ts';
import { SlackUnavailable } from '../../service/errors.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { Directory } from '../../service/ports/slack/directory.ts';
import { UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';

/** How long a name is kept: people seldom change theirs. */
const NAME_KEPT_MS = 24 * 60 * 60_000;

/** Draws something in which people are plain names: it asks nobody to do anything. */
export type ByName = <Drawn>(draw: (named: Naming) => Drawn) => Promise<Drawn>;

/** How a name stands of which nothing can be shown. */
const NO_NAME = nameText('');

/**
 * Asks Slack once a day for the name of each person. Whoever Slack does not know, or not now, or who has none to be shown,
 * stands as a mention, which always shows the right person: no message waits for a name.
 */
export function drawnByName(directory: Directory, clock: Clock): ByName {
  const known = sharedAnswers<string | null>({ clock, keeps: (name) => name !== null });
  const nameOf = (userId: string) =>
    known(
      userId,
      async () => {
        const id = UserId.safeParse(userId);
        return id.success ? await askedFor(directory, id.data) : null;
      },
      NAME_KEPT_MS,
    );
  return async (draw) => {
    // The first drawing shows whom it names; drawing is pure, and costs little.
    const people = new Set<string>();
    draw((userId) => {
      people.add(userId);
      return '';
    });
    const names = new Map<string, string>();
    for (const userId of people) {
      const name = await nameOf(userId);
      if (name !== null) names.set(userId, nameText(name));
    }
    // Two people of one name are told apart by Slack.
    const isShared = (name: string) => [...names.values()].filter((other) => other === name).length > 1;
    return draw((userId) => {
      const name = names.get(userId);
      return name === undefined || isShared(name) ? mention(userId) : name;
    });
  };
}

async function askedFor(directory: Directory, userId: UserId): Promise<string | null> {
  try {
    const member = await directory.member(userId, 'within_a_minute');
    return member === null || nameText(member.realName) === NO_NAME ? null : member.realName;
  } catch (error) {
    if (error instanceof SlackUnavailable) return null;
    throw error;
  }
}

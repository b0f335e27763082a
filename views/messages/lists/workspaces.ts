import type { KnownBlock } from '@slack/types';
import { actions, button, context, header, plainSection } from '../../blocks.ts';
import { ACTION } from '../../ids.ts';
import { counted, localTime, oneLine, truncate } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';

/** A workspace of the account, and whether orders can be made in it here. */
interface Listed {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly isOffered: boolean;
}

/** Most workspaces that are named; more are counted. */
const MOST_NAMED = 50;
/** Most code points of a name. */
const MAX_NAME = 80;

const line = ({ workspace, isOffered }: Listed, isChosen: boolean): string =>
  `• ${truncate(oneLine(workspace.name), MAX_NAME)}${isChosen && isOffered ? ' · the one that this app uses' : ''}`;

/** Workspaces of the account, which of them this app uses, and *New workspace…* for those who can ask for one. */
export function workspacesMessage(
  workspaces: readonly Listed[],
  { canAsk, readAt }: { readonly canAsk: boolean; readonly readAt: Date },
): MessageView {
  const isChosen = workspaces.some(({ isOffered }) => !isOffered);
  const rest = workspaces.length - MOST_NAMED;
  const lines = workspaces.slice(0, MOST_NAMED).map((each) => line(each, isChosen));
  const all = [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])];
  const blocks: KnownBlock[] = [
    header('Workspaces at ScaledMail'),
    plainSection(all.length === 0 ? 'ScaledMail shows none.' : all.join('\n')),
    context(
      `${isChosen ? 'Orders are made in the one that this app uses' : 'The order form offers all of them'} · ScaledMail’s list, ${localTime(readAt)}`,
    ),
    ...(canAsk ? [actions(button(ACTION.newWorkspace, 'New workspace…'))] : []),
  ];
  return { text: `${counted(workspaces.length, 'workspace')} at ScaledMail`, blocks };
}

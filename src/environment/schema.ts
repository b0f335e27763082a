import { z } from 'zod';
import { isTimeZone, WEEKDAYS } from '../values/digest-time.ts';
import { ChannelId } from '../values/ids.ts';
import { WorkspacePath } from '../values/workspace-path.ts';
import { LOG_LEVELS } from '../variables.ts';
import {
  CopiedKey,
  Dollars,
  EncryptionKey,
  FreeActs,
  LEAST_DAYS_KEPT,
  PeopleIds,
  Port,
  RedisUrl,
  VendorAddress,
  WebAddress,
} from './values.ts';

/** The variables that say where orders are kept; `npm run audit` needs no others. */
export const StoreVariables = z.object({
  REDIS_URL: RedisUrl.optional(),
  REDIS_IS_DURABLE: z.literal('yes').optional(),
  DATA_DIR: z.string().default('./data'),
});

/** The way out, which other programs name in small letters, too. */
const ProxyVariables = z.object({
  HTTPS_PROXY: z.url({ protocol: /^https?$/ }).optional(),
  NO_PROXY: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ''))
    .optional(),
});

/** The variables that `npm run keys` needs beside those of the store. */
export const KeyVariables = z.object({
  ENCRYPTION_KEY: EncryptionKey,
  ENCRYPTION_KEY_PREVIOUS: EncryptionKey.optional(),
});

/** All variables that the bot reads, and which of them go together. */
export const Environment = z
  .object({
    ...StoreVariables.shape,
    SLACK_BOT_TOKEN: CopiedKey.startsWith('xoxb-'),
    SLACK_SIGNING_SECRET: CopiedKey.min(8).optional(),
    SLACK_APP_TOKEN: CopiedKey.startsWith('xapp-').optional(),
    SLACK_API_URL: WebAddress.optional(),
    SCALEDMAIL_API_KEY: CopiedKey,
    SCALEDMAIL_BASE_URL: VendorAddress.default('https://server.scaledmail.com/api/v1'),
    SCALEDMAIL_ORGANIZATION_ID: z.string().optional(),
    CREATE_WORKSPACE_PATH: WorkspacePath.optional(),
    APPROVERS: PeopleIds,
    REQUESTERS: PeopleIds.optional(),
    APPROVAL_FREE_ACTS: FreeActs.optional(),
    APPROVAL_CHANNEL: ChannelId,
    LIMIT_PER_ORDER: Dollars.default(100_000),
    LIMIT_PER_DAY: Dollars.default(300_000),
    ...KeyVariables.shape,
    START_PAUSED: z.literal('yes').optional(),
    CHECK_DNS: z.literal('yes').optional(),
    DIGEST_DAY: z
      .string()
      .toLowerCase()
      .pipe(z.enum([...WEEKDAYS, 'off']))
      .default('monday'),
    DIGEST_HOUR: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().max(23))
      .default(9),
    TIME_ZONE: z.string().refine(isTimeZone).default('UTC'),
    ...ProxyVariables.shape,
    KEEP_ENDED_ORDERS_DAYS: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().min(LEAST_DAYS_KEPT))
      .optional(),
    PORT: Port.default(3000),
    HEALTH_PORT: Port.optional(),
    HEALTH_HOST: z.string().optional(),
    DRAIN_SECONDS: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().max(60))
      .default(10),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  })
  .refine((env) => env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined, {
    path: ['SLACK_SIGNING_SECRET'],
    when: ({ value }) => isRecord(value),
  })
  .refine((env) => env.SLACK_APP_TOKEN === undefined || env.SLACK_SIGNING_SECRET === undefined, {
    path: ['SLACK_APP_TOKEN'],
    message: 'SLACK_SIGNING_SECRET is set, too: leave out the one of the way that is not meant.',
    when: ({ value }) => isRecord(value),
  })
  .refine((env) => env.HEALTH_PORT === undefined || env.HEALTH_PORT === 0 || env.HEALTH_PORT !== env.PORT, {
    path: ['HEALTH_PORT'],
    message: 'It is the number of PORT.',
    when: ({ value }) => isRecord(value),
  })
  .refine((env) => env.HEALTH_HOST === undefined || env.HEALTH_PORT !== undefined, {
    path: ['HEALTH_HOST'],
    message: 'It says nothing without HEALTH_PORT.',
    when: ({ value }) => isRecord(value),
  });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

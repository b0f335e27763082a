import { SECRET_NAMES, VARIABLES } from '../src/variables.ts';

/** Without these the bot does not start, in either mode; the rest has a default. */
const NEEDED = new Set([
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SCALEDMAIL_API_KEY',
  'APPROVERS',
  'APPROVAL_CHANNEL',
  'ENCRYPTION_KEY',
]);

const HEAD = [
  '# The variables of the bot. Copy this file to .env, fill in the first part, and take the # away where you want to choose.',
  '# Values stand as they are, without quotation marks. The README says what each means; `node dist/src/doctor.js` tries them.',
];

/** The text of `.env.example`: every variable with its meaning and its fix, those that are needed first. Pure. */
export function environmentExample(): string {
  const all = Object.entries(VARIABLES);
  const part = (title: string, rows: typeof all, isNeeded: boolean) => [
    '',
    `# ---- ${title}`,
    ...rows.flatMap(([name, { meaning, fix }]) => ['', `# ${meaning}`, `# ${fix}`, `${isNeeded ? '' : '# '}${name}=`]),
  ];
  return [
    ...HEAD,
    ...part(
      'Needed. Over HTTP, leave SLACK_APP_TOKEN out and give SLACK_SIGNING_SECRET.',
      all.filter(([name]) => NEEDED.has(name)),
      true,
    ),
    ...part(
      'To choose',
      all.filter(([name]) => !NEEDED.has(name)),
      false,
    ),
    '',
    '# ---- Secrets in files',
    '',
    '# Each of these can stand in a file instead, which a variable with _FILE at its end names:',
    `# ${SECRET_NAMES.join(', ')}`,
    '# ENCRYPTION_KEY_FILE=/run/secrets/encryption_key',
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) process.stdout.write(environmentExample());

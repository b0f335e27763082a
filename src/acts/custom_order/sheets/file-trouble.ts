/** Why a file cannot be taken. */
export const FILE_TROUBLES = [
  'spreadsheet',
  'wrong_type',
  'too_large',
  'empty',
  'other_encoding',
  'gone',
  'hidden',
  'elsewhere',
  'not_visible',
  'no_permission',
  'not_ready',
] as const;
export type FileTrouble = (typeof FILE_TROUBLES)[number];

/** Whether a file may be read at a later try. */
export const isPassingTrouble = (trouble: FileTrouble): boolean =>
  trouble === 'not_ready' || trouble === 'no_permission';

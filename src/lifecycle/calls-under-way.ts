import type { Vendor } from '../service/ports/vendor.ts';

/** Calls that charge, end or change something, while they are on their way. */
export interface CallsUnderWay {
  /** How many there are now. */
  count(): number;
  /** The same vendor, whose calls are counted. */
  counted(vendor: Vendor): Vendor;
}

/** Counts for one process. */
export function callsUnderWay(): CallsUnderWay {
  let count = 0;
  return {
    count: () => count,
    counted: (vendor) => ({
      ...vendor,
      carryOut: async (warrant) => {
        count += 1;
        try {
          return await vendor.carryOut(warrant);
        } finally {
          count -= 1;
        }
      },
    }),
  };
}

import type { ApiLimits } from '../../src/server/http/ApiLimits.js';

/** What is measured is the work, not when it is refused. */
export const unlimited: Partial<ApiLimits> = {
  requestsPerMinute: 1e9,
  editsPerMinute: 1e9,
  requestsPerMinuteOfTenant: 1e9,
  editsPerMinuteOfTenant: 1e9,
  streamsOfTenant: 1e6,
  streams: 1e6,
};

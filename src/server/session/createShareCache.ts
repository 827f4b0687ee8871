/** Values that are kept ready, of several tenants, within so many bytes. */
export interface ShareCache<V> {
  get(tenant: string, key: string): V | undefined;
  /** Keeps a value in place of the one under its key. One that is larger than a tenant's share is not kept. */
  set(tenant: string, key: string, value: V, bytes: number): void;
  /** Bytes of everything that is kept. */
  readonly bytes: number;
}

/** The size of the cache, in bytes. */
export interface ShareCacheOptions {
  readonly bytes: number;
  readonly bytesOfTenant: number;
}

interface Share<V> {
  readonly entries: Map<string, { readonly value: V; readonly bytes: number }>;
  bytes: number;
}

/**
 * Makes a cache in which no tenant pushes out what others keep, as long as it has its share: a tenant that needs room first
 * loses what it has not used for the longest; where all is full, the tenant that has the most does.
 */
export function createShareCache<V>({ bytes: most, bytesOfTenant }: ShareCacheOptions): ShareCache<V> {
  const shares = new Map<string, Share<V>>();
  let all = 0;
  const drop = (tenant: string, share: Share<V>, key: string) => {
    const { bytes = 0 } = share.entries.get(key) ?? {};
    share.entries.delete(key);
    share.bytes -= bytes;
    all -= bytes;
    if (share.entries.size === 0) shares.delete(tenant);
  };
  const dropOldest = (tenant: string, share: Share<V>) => {
    const [oldest] = share.entries.keys();
    if (oldest !== undefined) drop(tenant, share, oldest);
  };
  return {
    get bytes() {
      return all;
    },
    get(tenant, key) {
      const entries = shares.get(tenant)?.entries;
      const found = entries?.get(key);
      if (!entries || !found) return undefined;
      // Deleted first, so that the map keeps the order of use.
      entries.delete(key);
      entries.set(key, found);
      return found.value;
    },
    set(tenant, key, value, bytes) {
      const before = shares.get(tenant);
      if (before) drop(tenant, before, key);
      if (bytes > Math.min(most, bytesOfTenant)) return;
      const share = shares.get(tenant) ?? { entries: new Map(), bytes: 0 };
      shares.set(tenant, share);
      share.entries.set(key, { value, bytes });
      share.bytes += bytes;
      all += bytes;
      while (share.bytes > bytesOfTenant) dropOldest(tenant, share);
      while (all > most) {
        let largest: readonly [string, Share<V>] = [tenant, share];
        for (const each of shares) if (each[1].bytes > largest[1].bytes) largest = each;
        dropOldest(...largest);
      }
    },
  };
}

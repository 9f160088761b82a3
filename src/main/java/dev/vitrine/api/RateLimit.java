package dev.vitrine.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// So many requests a second for each client, with twice as many at once. Remembers a bounded number of clients. Safe
/// for any thread.
final class RateLimit {
    private static final int MAX_CLIENTS = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /// @param perSecond 0 for no limit
    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    boolean allows(InetAddress client) {
        return perSecond == 0
                || buckets.get(Key.of(client), _ -> new Bucket(2.0 * perSecond, nanoTime.getAsLong()))
                        .take(perSecond, nanoTime.getAsLong());
    }

    /// Whoever has one IPv6 address has a whole network of them.
    private record Key(byte[] bytes) {
        static Key of(InetAddress client) {
            byte[] all = client.getAddress();
            return new Key(
                    client instanceof Inet6Address && !client.isLoopbackAddress()
                            ? Arrays.copyOf(all, NETWORK_BYTES)
                            : all);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private static final class Bucket {
        private double left;
        private long asOf;

        Bucket(double full, long now) {
            left = full;
            asOf = now;
        }

        synchronized boolean take(int perSecond, long now) {
            left = Math.min(2.0 * perSecond, left + (now - asOf) / 1e9 * perSecond);
            asOf = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}

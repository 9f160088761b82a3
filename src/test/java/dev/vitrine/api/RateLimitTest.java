package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(10, now::get);

    @Test
    void aClientMaySendTwiceTheRateAtOnceAndThenTheRate() throws UnknownHostException {
        InetAddress client = InetAddress.getByName("192.0.2.1");
        assertEquals(20, allowed(client, 100));
        now.addAndGet(500_000_000);
        assertEquals(5, allowed(client, 100));
        now.addAndGet(3_600_000_000_000L);
        assertEquals(20, allowed(client, 100));
    }

    @Test
    void everyClientHasItsOwn() throws UnknownHostException {
        assertEquals(20, allowed(InetAddress.getByName("192.0.2.1"), 30));
        assertEquals(20, allowed(InetAddress.getByName("192.0.2.2"), 30));
    }

    @Test
    void aNetworkOfSixIsOneClient() throws UnknownHostException {
        assertEquals(20, allowed(InetAddress.getByName("2001:db8::1"), 30));
        assertEquals(0, allowed(InetAddress.getByName("2001:db8::2"), 30));
        assertEquals(20, allowed(InetAddress.getByName("2001:db8:0:1::1"), 30));
    }

    @Test
    void noLimitLetsAllThrough() throws UnknownHostException {
        assertEquals(1000, count(new RateLimit(0, now::get), InetAddress.getByName("192.0.2.1"), 1000));
    }

    private int allowed(InetAddress client, int requests) {
        return count(limit, client, requests);
    }

    private static int count(RateLimit limit, InetAddress client, int requests) {
        return (int)
                IntStream.range(0, requests).filter(_ -> limit.allows(client)).count();
    }
}

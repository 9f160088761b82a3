package dev.vitrine.api;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that stall or trickle are told so and cut off; a slow one is served. And a server whose library is gone.
@Timeout(60)
class SlowClientsTest {
    @TempDir
    private Path home;

    @AutoClose
    private RunningServer server;

    /// Well below what others are given, so that the test does not wait; the rule is the same.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /ima",
                "GET /images HTTP/1.1\r\nHost: localhost\r\nX-A: ",
                "POST /images HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"user"
            })
    void aClientThatStallsIsCutOff(String start) {
        startWithGrace(Duration.ofMillis(300));
        try (var client = new RawClient(server)) {
            client.send(start);
            assertEquals("", client.rest());
        }
        server.assertNothingIsStored(home);
        assertEquals(200, server.get("/health").statusCode());
    }

    @Test
    void aClientThatDripsIsCutOffToo() {
        startWithGrace(Duration.ofMillis(500));
        try (var client = new RawClient(server)) {
            client.send("PUT /images?user_id=u HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            await(() -> !canSend(client));
        }
        server.assertNothingIsStored(home);
    }

    /// Never silent for long, and never fast: it is told so, and nothing of it is left.
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"})
    void aTrickleIsRefusedWithItsReason(String rest) throws Exception {
        startWithGrace(Duration.ofMillis(1500));
        String part = rest.startsWith("Transfer") ? "1\r\nx\r\n" : "x";
        try (var client = new RawClient(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            client.send("PUT /images?user_id=u HTTP/1.1\r\nHost: localhost\r\n" + rest);
            Future<String> answer = threads.submit(client::rest);
            await(() -> !canSend(client, part, 300));
            String reported = answer.get();
            assertTrue(reported.startsWith("HTTP/1.1 408 "), reported);
            assertTrue(reported.contains("The body came too slowly: 1024 bytes a second are the least."), reported);
        }
        await(() -> server.requestsInFlight() == 1);
        server.assertNothingIsStored(home);
    }

    /// What came at once does not pay for what trickles behind it.
    @Test
    void aTrickleBehindAFastBeginningIsRefusedToo() throws Exception {
        startWithGrace(Duration.ofMillis(1500));
        try (var client = new RawClient(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            client.send("PUT /images?user_id=u HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1500000\r\n\r\n");
            client.send(new byte[1_000_000]);
            Future<String> answer = threads.submit(client::rest);
            await(() -> !canSend(client, "x", 300));
            assertTrue(answer.get().startsWith("HTTP/1.1 408 "), answer.get());
        }
        server.assertNothingIsStored(home);
    }

    /// An uplink of 4 KB a second, for longer than the grace; what comes late is made up for, as on a real one.
    @Test
    void aSlowButHonestClientIsServed() {
        startWithGrace(Duration.ofSeconds(3));
        byte[] image = SampleImages.png(60, 60, Color.ORANGE);
        byte[] padded = Arrays.copyOf(image, 16_000); // what stands behind the end of a PNG is nobody's business
        try (var client = new RawClient(server)) {
            client.send("PUT /images?user_id=u HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + padded.length + "\r\n\r\n");
            long begun = System.nanoTime();
            for (int at = 0; at < padded.length; at += 1000) {
                long due = begun + at * 250_000L; // a byte each quarter of a millisecond
                LockSupport.parkNanos(due - System.nanoTime());
                client.send(Arrays.copyOfRange(padded, at, at + 1000));
            }
            String reported = client.rest();
            assertTrue(reported.startsWith("HTTP/1.1 201 "), reported);
        }
    }

    private void startWithGrace(Duration grace) {
        server = RunningServer.in(home, RunningServer.settings(home, Optional.empty(), Duration.ofHours(1), 0), grace);
    }

    private static boolean canSend(RawClient client, String part, long pauseMillis) {
        try {
            client.send(part);
            pause(pauseMillis);
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /// The pace of a client is what is tested here.
    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    @Test
    @StandardError.Says("my-request failed")
    void aServerWithoutItsLibraryTellsNothingOfItsInside() {
        server = RunningServer.in(home);
        server.library().close();
        String answer = RawClient.answer(server, RawClient.get("/images/some", "X-Request-Id: my-request\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 503 ") && answer.contains("X-request-id: my-request"), answer);
        assertTrue(answer.endsWith("{\"error\":\"The server is stopping. Try again in a moment.\"}"), answer);
    }

    private static boolean canSend(RawClient client) {
        try {
            client.send("x");
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }
}

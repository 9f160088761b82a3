package dev.vitrine.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/// The bytes that a client sends: no more than allowed, all that were announced, those that its headers
/// name by a hash, and not too slowly.
final class Body extends InputStream {
    private final InputStream bytes;
    private final OptionalLong announced;
    private final long max;
    private final SlowClientGuard.Watch watch;
    private final BodyClaims claims;
    private long read;
    private boolean atEnd;

    /// @param announced by the request, where it says so
    /// @throws HttpError when more is announced than allowed
    Body(InputStream bytes, OptionalLong announced, long max, SlowClientGuard.Watch watch, BodyClaims claims) {
        this.bytes = bytes;
        this.announced = announced;
        this.max = max;
        this.watch = watch;
        this.claims = claims;
        if (announced.orElse(0) > max) {
            throw tooLarge();
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws ClientDisconnected instead of an [IOException], so that it cannot be taken for trouble with a file
    ///   of ours
    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (atEnd) {
            return -1;
        }
        if (read == 0) {
            watch.begin();
        }
        try {
            int count = bytes.read(buffer, offset, length);
            if (count < 0) {
                finish();
            } else {
                count(count);
                claims.update(buffer, offset, count);
            }
            return count;
        } catch (IOException e) {
            watch.end();
            if (isMalformed(e)) {
                atEnd = true;
                throw new HttpError(
                        400,
                        "The body is not divided into chunks as Transfer-Encoding: chunked wants it, or ends too early. Send it with a Content-Length.",
                        Map.of("Connection", "close"));
            }
            throw new ClientDisconnected("the client broke off, or sent too slowly", e);
        }
    }

    /// A body without an announced length comes in chunks. What the network says has a type of its own; whoever
    /// broke off within a chunk does not hear the answer.
    private boolean isMalformed(IOException e) {
        return announced.isEmpty() && e.getClass() == IOException.class;
    }

    private void count(int more) {
        read += more;
        watch.progress(more);
        if (read > max) {
            watch.end();
            throw tooLarge();
        }
        if (watch.isTooSlow()) {
            watch.end();
            throw new HttpError(
                    408,
                    "The body came too slowly: " + SlowClientGuard.SLOWEST_BYTES_A_SECOND
                            + " bytes a second are the least. Send it again over a faster connection.",
                    Map.of("Connection", "close"));
        }
    }

    private void finish() {
        atEnd = true;
        watch.end();
        if (announced.isPresent() && read < announced.getAsLong()) {
            throw new ClientDisconnected(
                    "the client broke off after " + read + " of " + announced.getAsLong() + " bytes", null);
        }
        claims.check();
    }

    private HttpError tooLarge() {
        return new HttpError(413, "The body is larger than the " + max + " bytes that this server takes.");
    }
}

package dev.vitrine.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request from its head to the last byte of the response: access check, route, response, log line, count.
final class RequestHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger("dev.vitrine.api");
    /// Read after a refusal, so that a client which is still sending sees the answer instead of a broken
    /// connection.
    private static final long MAX_READ_AWAY = 64L << 20;
    private static final int CHUNK = 64 * 1024;
    /// So little that the slowest client which is served takes it within the grace.
    private static final int WRITTEN_AT_ONCE = 16 * 1024;

    private final Routes routes;
    private final AccessCheck accessCheck;
    private final Metrics metrics;
    private final Phaser inFlight = new Phaser(1);
    private volatile boolean stopping;

    RequestHandler(Routes routes, AccessCheck accessCheck, Metrics metrics) {
        this.routes = routes;
        this.accessCheck = accessCheck;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) {
        long start = System.nanoTime();
        SlowClientGuard.current().end();
        inFlight.register();
        metrics.begun();
        var seen = new Seen(Request.idOf(exchange));
        try (exchange) {
            send(exchange, seen, answer(exchange, seen));
        } catch (IOException | ClientDisconnected e) {
            LOG.log(Level.DEBUG, () -> seen.id + " broke off", e);
            seen.status = Seen.BROKEN_OFF;
        } catch (RuntimeException e) {
            // The answer has begun already: it ends too early, so that no client takes it for whole.
            LOG.log(Level.ERROR, seen.id + " ended too early", e);
            seen.status = 500;
        } finally {
            // After the exchange is closed: that reads what the client still sends.
            SlowClientGuard.current().end();
            var taken = Duration.ofNanos(System.nanoTime() - start);
            metrics.done(exchange.getRequestMethod(), seen.template, seen.status, taken);
            log(exchange, seen, taken);
            inFlight.arriveAndDeregister();
        }
    }

    /// Answers nothing more, and waits for what is being answered. The JDK's server cannot: its `stop` waits in
    /// full as soon as one connection was used.
    void finish(Duration max) {
        stopping = true;
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arriveAndDeregister(), max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.log(Level.WARNING, "stopped with requests unanswered");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is logged of a request. A link's signature is in the query, so the query never is.
    private static final class Seen {
        /// As others note a client that closed its connection.
        private static final int BROKEN_OFF = 499;

        private final String id;
        private String template = "none";
        private int status;

        Seen(String id) {
            this.id = id;
        }
    }

    private Response answer(HttpExchange exchange, Seen seen) {
        try {
            if (stopping) {
                return ErrorResponses.stopping().with("Connection", "close");
            }
            Request request = Request.of(exchange);
            accessCheck.checkPace(request);
            Routes.Found found = routes.find(request.method(), request.path());
            seen.template = found.route().template();
            accessCheck.check(request, found.route());
            return found.route().handler().answer(request, found.names());
        } catch (HttpError e) {
            return Response.error(e);
        } catch (ClientDisconnected e) {
            throw e;
        } catch (ImageException e) {
            Response response = ErrorResponses.answer(e, seen.id);
            if (ErrorResponses.isOurs(response.status())) {
                LOG.log(Level.WARNING, seen.id + " failed", e);
            }
            return response;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, seen.id + " failed", e);
            return ErrorResponses.unexpected(seen.id);
        }
    }

    private static void send(HttpExchange exchange, Seen seen, Response response) throws IOException {
        seen.status = response.status();
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        headers.set("X-Request-Id", seen.id);
        headers.set("X-Content-Type-Options", "nosniff");
        long length = response.content().length();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head && response.hasContent()) {
            headers.set("Content-Length", Long.toString(length));
        }
        boolean silent = head || !response.hasContent() || length == 0;
        SlowClientGuard.Watch watch = SlowClientGuard.current();
        watch.begin();
        exchange.sendResponseHeaders(response.status(), silent ? -1 : length);
        if (!silent) {
            OutputStream out = exchange.getResponseBody();
            response.content().writeTo(new Watched(out, watch));
            out.flush();
            readAway(exchange.getRequestBody(), watch);
        }
    }

    private static void readAway(InputStream rest, SlowClientGuard.Watch watch) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        for (int read = 0; read >= 0 && total < MAX_READ_AWAY && !watch.isTooSlow(); read = rest.read(chunk)) {
            total += read;
            watch.progress(read);
        }
    }

    private static void log(HttpExchange exchange, Seen seen, Duration taken) {
        LOG.log(
                seen.status >= 500 ? Level.WARNING : Level.INFO,
                () -> seen.id + " " + exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath() + " " + seen.status + " " + taken.toMillis() + " ms "
                        + exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    /// Tells the watch what the client takes.
    private static final class Watched extends OutputStream {
        private final OutputStream out;
        private final SlowClientGuard.Watch watch;

        Watched(OutputStream out, SlowClientGuard.Watch watch) {
            this.out = out;
            this.watch = watch;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int written = 0;
            while (written < length) {
                int part = Math.min(WRITTEN_AT_ONCE, length - written);
                out.write(bytes, offset + written, part);
                watch.progress(part);
                written += part;
                if (watch.isTooSlow()) {
                    throw new IOException("the client takes too slowly");
                }
            }
        }
    }
}

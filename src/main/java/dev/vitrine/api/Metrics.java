package dev.vitrine.api;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// What this server counts, for Prometheus: requests by route and status with their times, those in flight, and the state of the process.
///
/// Labels come from the routes, never from the request, so that no client can make new ones.
final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final AtomicInteger inFlight = registry.gauge("http.server.requests.active", new AtomicInteger());

    Metrics() {
        garbage.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    /// @param template of the route, or `none`
    void done(String method, String template, int status, Duration taken) {
        inFlight.decrementAndGet();
        Timer.builder("http.server.requests")
                .description("Requests answered, by route")
                .tags("method", METHODS.contains(method) ? method : "other", "route", template, "status", Integer.toString(status))
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10))
                .register(registry)
                .record(taken);
    }

    byte[] text() {
        return registry.scrape(CONTENT_TYPE).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}

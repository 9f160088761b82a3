package dev.vitrine.api;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/// What this server counts, for Prometheus: requests by route and status with their times, those in flight, and the
/// state of the process.
///
/// Labels come from the routes, never from the request, so that no client can make new ones.
final class Metrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Gauge inFlight = Gauge.builder()
            .name("http_server_requests_active")
            .help("Requests being answered")
            .register(registry);
    private final Histogram requests = Histogram.builder()
            .name("http_server_requests_seconds")
            .help("Requests answered, by route")
            .labelNames("method", "route", "status")
            .classicOnly()
            .withoutExemplars()
            .classicUpperBounds(0.01, 0.1, 1, 10)
            .register(registry);

    Metrics() {
        JvmMetrics.builder().register(registry);
    }

    void begun() {
        inFlight.inc();
    }

    /// @param template of the route, or `none`
    void done(String method, String template, int status, Duration taken) {
        inFlight.dec();
        requests.labelValues(METHODS.contains(method) ? method : "other", template, Integer.toString(status))
                .observe(taken.toNanos() / 1e9);
    }

    byte[] text() {
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}

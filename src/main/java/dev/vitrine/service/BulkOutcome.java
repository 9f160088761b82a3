package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// What became of each image that something was asked of: one failure never stops the others.
///
/// @param done ids in the order asked
/// @param failed why, by id, in the order asked
/// @param remark what else is to be said of those that are done, `""` mostly
public record BulkOutcome(List<String> done, Map<String, ImageException> failed, String remark) {
    public BulkOutcome {
        done = List.copyOf(done);
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    public BulkOutcome(List<String> done, Map<String, ImageException> failed) {
        this(done, failed, "");
    }

    BulkOutcome withRemark(String said) {
        return new BulkOutcome(done, failed, said);
    }

    /// Does `action` to every id, several at once where the executor does. A stop by `progress` leaves the others
    /// out: they are neither done nor failed. An interrupt stops at once: what is left then counts as failed,
    /// cancelled.
    static BulkOutcome ofAll(
            Collection<String> ids, Consumer<String> action, BulkExecutor bulkExecutor, Progress progress) {
        List<String> asked = List.copyOf(new LinkedHashSet<>(ids));
        var outcomes = new ConcurrentHashMap<String, Optional<ImageException>>();
        var continues = new AtomicBoolean(progress.continues(0, asked.size()));
        bulkExecutor.each(
                asked,
                id -> {
                    Optional<ImageException> failure = Optional.empty();
                    try {
                        bulkExecutor.request(() -> {
                            action.accept(id);
                            return id;
                        });
                    } catch (ImageException e) {
                        failure = Optional.of(e);
                    }
                    synchronized (continues) {
                        outcomes.put(id, failure);
                        if (!progress.continues(outcomes.size(), asked.size())) {
                            continues.set(false);
                        }
                    }
                },
                () -> continues.get() && !Thread.currentThread().isInterrupted());
        if (Thread.currentThread().isInterrupted()) {
            asked.forEach(id ->
                    outcomes.putIfAbsent(id, Optional.of(new ImageException.Cancelled("Stopped before this one."))));
        }
        var failed = new LinkedHashMap<String, ImageException>();
        asked.forEach(id -> outcomes.getOrDefault(id, Optional.empty()).ifPresent(failure -> failed.put(id, failure)));
        return new BulkOutcome(
                asked.stream()
                        .filter(id -> outcomes.containsKey(id) && !failed.containsKey(id))
                        .toList(),
                failed);
    }
}

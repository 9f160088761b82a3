package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// What became of each image that something was asked of: one failure never stops the others.
///
/// @param done ids in the order asked
/// @param failed why, by id, in the order asked
public record BulkOutcome(List<String> done, Map<String, ImageException> failed) {
    public BulkOutcome {
        done = List.copyOf(done);
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }

    /// Does `action` to one id after the other. An interrupt stops at once: what is left then counts as failed, cancelled.
    ///
    /// @param progress is told how many ids were dealt with so far
    static BulkOutcome ofEach(Collection<String> ids, Consumer<String> action, IntConsumer progress) {
        var done = new ArrayList<String>();
        var failed = new LinkedHashMap<String, ImageException>();
        for (String id : new LinkedHashSet<>(ids)) {
            try {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException.Cancelled("Stopped before this one.");
                }
                action.accept(id);
                done.add(id);
            } catch (ImageException e) {
                failed.put(id, e);
            }
            progress.accept(done.size() + failed.size());
        }
        return new BulkOutcome(done, failed);
    }

    public boolean isComplete() {
        return failed.isEmpty();
    }
}

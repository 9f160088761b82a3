package dev.vitrine.service.mirror;

import dev.vitrine.catalog.MirrorNotes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a mirror knows about itself, by name, in the file of its catalog. Each change is on the disk, in one step, when
/// it is over. What cannot be read, after somebody edited it, is as if it were not there.
final class MirrorValues {
    private final MirrorNotes notes;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Map<String, String> values;

    MirrorValues(MirrorNotes notes) {
        this.notes = notes;
        this.values = notes.state();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Instant> time(String name) {
        try {
            return text(name).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    int number(String name) {
        return number(values, name);
    }

    static void add(Map<String, String> values, String name, int more) {
        values.put(name, Integer.toString(number(values, name) + more));
    }

    private static int number(Map<String, String> values, String name) {
        try {
            return Integer.parseInt(values.getOrDefault(name, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    void change(Consumer<Map<String, String>> change) {
        change(change, notes::setState);
    }

    /// @param store writes all of them, in one step with more
    void change(Consumer<Map<String, String>> change, Consumer<Map<String, String>> store) {
        changing.lock();
        try {
            var changed = new TreeMap<>(values);
            change.accept(changed);
            store.accept(changed);
            values = changed;
        } finally {
            changing.unlock();
        }
    }
}

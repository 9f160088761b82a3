package dev.vitrine.service.mirror;

import dev.vitrine.catalog.MirrorNotes;
import dev.vitrine.store.RowSource.RowPart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How far the complete reading under way is, across restarts: part by part, with what it came across and how many rows
/// it counted.
final class ReadingState {
    /// Rows that are not shown, of the live ones and of the trash.
    static final String HIDDEN = "hidden";
    /// Of the live ones alone: of a published copy nobody knows.
    static final String HIDDEN_LIVE = "hidden-live";

    private static final String STARTED = "fill-started";
    private static final String READS = "reads";
    private static final String PARTS = "parts";
    private static final String LOOKED = "looked";
    private static final String PART = "part.";
    private static final String LIVE_PART = PART + "live.";
    private static final String DONE = "done";
    private static final String AFTER = "after ";

    private final MirrorValues values;
    private final MirrorNotes notes;

    ReadingState(MirrorValues values, MirrorNotes notes) {
        this.values = values;
        this.notes = notes;
    }

    /// It tells one reading from any other, too.
    String started() {
        return values.text(STARTED).orElse("");
    }

    boolean isUnderWay() {
        return values.has(STARTED);
    }

    /// What it reads. Empty when another version of the program may have begun it: for other attributes, or without
    /// writing down what it came across. Such a reading is begun again.
    Optional<Depth> depth() {
        return Stream.of(Depth.values())
                .filter(depth -> values.text(READS).equals(Optional.of(started() + " " + depth.written())))
                .findFirst();
    }

    private boolean isCount() {
        return depth().filter(Depth::isCount).isPresent();
    }

    /// How many parts the rows were divided into when it began: tokens are of no use with another number.
    int parts() {
        return values.number(PARTS);
    }

    boolean isDone(RowPart part) {
        return values.text(key(part)).equals(Optional.of(DONE));
    }

    Optional<String> token(RowPart part) {
        return values.text(key(part)).filter(token -> token.startsWith(AFTER)).map(t -> t.substring(AFTER.length()));
    }

    private static String key(RowPart part) {
        return part.span()
                .map(span -> PART + "of." + span.userId())
                .orElse((part.trash() ? PART + "trash." : LIVE_PART) + part.number());
    }

    /// Rows of others that the last complete reading, or the one under way, came across and that are not shown.
    int hidden() {
        return values.number(HIDDEN);
    }

    /// Whether a reading of [Depth#CHANGED] can tell that it missed nothing.
    boolean knowsHidden() {
        return values.has(HIDDEN_LIVE);
    }

    /// Some came, or were changed. A reading under way has counted those that it met; what came meanwhile, the feed
    /// names when it is over.
    void distrustHidden() {
        if (!isUnderWay() && knowsHidden()) {
            values.change(values -> values.remove(HIDDEN_LIVE));
        }
    }

    /// How many live rows the table has that are shown, as far as they were counted.
    long liveRows() {
        return values.number(LOOKED) - values.number(HIDDEN_LIVE);
    }

    /// What it came across in earlier runs of the program.
    List<byte[]> seen() {
        return notes.seen(started());
    }

    static void begin(Map<String, String> values, Instant now, int parts, Depth depth) {
        forget(values);
        values.put(STARTED, now.toString());
        values.put(PARTS, Integer.toString(parts));
        values.put(HIDDEN, depth.isCount() ? values.getOrDefault(HIDDEN_LIVE, "0") : "0");
        read(values, depth);
    }

    /// It goes on with more of each live row, from its beginning; what it came across stays known.
    void deepen(Depth depth) {
        values.change(values -> {
            values.keySet().removeIf(key -> key.startsWith(LIVE_PART));
            if (!depth.isCount()) {
                MirrorValues.add(values, HIDDEN, -this.values.number(HIDDEN_LIVE));
            }
            read(values, depth);
        });
    }

    private static void read(Map<String, String> values, Depth depth) {
        values.put(READS, values.get(STARTED) + " " + depth.written());
        values.remove(LOOKED);
        if (!depth.isCount()) {
            values.remove(HIDDEN_LIVE);
        }
    }

    /// @param hidden rows of the pages that are not shown
    /// @param looked how many rows were looked at for them
    /// @param seen the images, as [SeenIds] writes them down
    void reached(RowPart part, Optional<String> token, int hidden, int looked, byte[] seen) {
        boolean isCounted = isCount();
        values.change(
                values -> {
                    values.put(key(part), token.map(AFTER::concat).orElse(DONE));
                    if (isCounted && !part.trash()) {
                        MirrorValues.add(values, LOOKED, looked);
                    } else {
                        MirrorValues.add(values, HIDDEN, hidden);
                        MirrorValues.add(values, HIDDEN_LIVE, part.trash() ? 0 : hidden);
                    }
                },
                changed -> notes.setState(changed, started(), seen));
    }

    static void forget(Map<String, String> values) {
        values.keySet().removeIf(key -> key.startsWith(PART));
        values.keySet().removeAll(List.of(STARTED, READS, PARTS, LOOKED));
    }
}

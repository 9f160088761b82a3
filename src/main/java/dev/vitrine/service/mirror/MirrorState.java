package dev.vitrine.service.mirror;

import dev.vitrine.catalog.MirrorNotes;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.RowSource.RowPart;
import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a mirror knows about itself across restarts, in the file of its catalog: whoever removes one removes both. It
/// runs behind the catalog, never ahead: what was done twice does no harm, what was skipped would.
final class MirrorState {
    private static final System.Logger LOG = System.getLogger(MirrorState.class.getName());
    private static final String DONE = "done";
    private static final String TRASH = "trash";
    private static final String PROOF = "proof-due";
    private static final String AGREED = "agreed";
    private static final String COUNTED = "counted";
    private static final String COUNTED_AT = "counted-at";
    private static final String HIDDEN = "hidden";
    /// Of the live ones alone: a version that did not write it down counted those of the trash, too.
    private static final String HIDDEN_LIVE = "hidden-live";
    private static final String LOOKED = "looked";
    private static final String LIVE_PART = "part.live.";
    private static final String UNTIMED = "untimed";
    private static final Duration COUNTED_FOR = Duration.ofDays(1);
    private static final String MARKS = "list-marks";
    /// An earlier version goes on in the feed, or compares, and knows nothing of marks.
    private static final String MARKED_FEED = "list-marks-feed";
    /// What the facts of a row say changes with no edit. So a reading of all else is enough for some weeks.
    private static final Duration COMPLETE_FOR = Duration.ofDays(30);
    /// A clock that was ahead by an hour or two kept the time of another zone, or of summer.
    private static final Duration AHEAD = Duration.ofHours(2);
    private static final String ATTRIBUTES = Depth.WHOLE.written();
    /// Other programs write times in any zone, with it or without. A clock is right to a quarter of an hour, or its
    /// program allows for what it is wrong by: DynamoDB refuses everybody else.
    private static final Duration ZONES_APART = Duration.ofHours(16);
    private static final List<String> OF_READING = List.of("fill-started", "reads", "parts", LOOKED);

    private final MirrorNotes notes;
    private final ReentrantLock changing = new ReentrantLock();
    private final AtomicLong gaps = new AtomicLong();
    private final MirrorScope scope;
    private volatile Map<String, String> values;

    MirrorState(SqliteCatalog catalog) {
        this.notes = catalog.mirrorNotes();
        var found = new TreeMap<>(notes.state());
        if (found.containsKey(MirrorNotes.AS_OF)) {
            found.putIfAbsent("attributes", ""); // of a version that knew fewer
        }
        this.values = found;
        scope = MirrorScope.parse(found.getOrDefault(MirrorNotes.SCOPE, ""));
    }

    /// Which images are mirrored, for the life of the catalog.
    MirrorScope scope() {
        return scope;
    }

    /// Before it is begun; of one that is begun nothing changes.
    static void keepOnly(MirrorScope scope, SqliteCatalog catalog) {
        if (!scope.isAll() && !catalog.isPart()) {
            new MirrorState(catalog).change(values -> values.put(MirrorNotes.SCOPE, scope.text()));
        }
    }

    /// How many images of a part there were before it was begun, as far as they were counted: that costs, and is
    /// done once a day.
    Optional<Long> counted() {
        return Optional.of((long) number(COUNTED)).filter(_ -> values.containsKey(COUNTED));
    }

    boolean isCounted(Instant now) {
        return time(COUNTED_AT)
                .filter(then -> then.isAfter(now.minus(COUNTED_FOR)) && !then.isAfter(now))
                .isPresent();
    }

    void count(long rows, Instant now) {
        change(values -> {
            values.put(COUNTED, Long.toString(rows));
            values.put(COUNTED_AT, now.toString());
        });
    }

    /// Once this was a file beside the catalog, and could speak of another one. So what it says is shown, and
    /// everything is read again.
    static void takeOver(Path formerFile, SqliteCatalog catalog) {
        var former = new Properties();
        try {
            try (Reader reader = Files.newBufferedReader(formerFile)) {
                former.load(reader);
            } catch (IllegalArgumentException e) {
                LOG.log(Level.INFO, "The state of the mirror was damaged", e);
            }
            String asOf = former.getProperty(MirrorNotes.AS_OF, "");
            MirrorNotes notes = catalog.mirrorNotes();
            if (!asOf.isEmpty() && notes.state().isEmpty()) {
                notes.setState(Map.of(MirrorNotes.AS_OF, asOf, "stale", "true"));
            }
            Files.delete(formerFile);
        } catch (NoSuchFileException _) {
            // There was none.
        } catch (IOException e) {
            throw FileFailures.reading(formerFile.toString(), e);
        }
    }

    /// When the last complete reading, or the last look at the feed, was up to date.
    Optional<Instant> asOf() {
        return time(MirrorNotes.AS_OF);
    }

    /// What says that it was changed before this day is known.
    LocalDate knownBefore() {
        return LocalDate.ofInstant(asOf().orElse(Instant.EPOCH).minus(ZONES_APART), ZoneOffset.UTC);
    }

    /// Of what a clock wrote down that was ahead, nobody knows when it was. As long as that may have been within
    /// the reach of the feed, it is followed from there; else everything is compared.
    void mistrust(Instant now) {
        if (isAhead("complete", now)) {
            change(values -> values.remove("complete"));
        }
        if (isAhead(MirrorNotes.AS_OF, now)) {
            if (isAhead(MirrorNotes.AS_OF, now.plus(AHEAD))) {
                lose();
            }
            change(values -> values.put(MirrorNotes.AS_OF, now.minus(AHEAD).toString()));
        }
    }

    private boolean isAhead(String name, Instant now) {
        return time(name).filter(then -> then.isAfter(now)).isPresent();
    }

    Optional<String> feedPosition() {
        return Optional.ofNullable(values.get("feed"));
    }

    boolean isFilling() {
        return values.containsKey("fill-started");
    }

    Optional<Instant> fillStarted() {
        return time("fill-started");
    }

    /// How many parts the rows were divided into when filling began: tokens are of no use with another number.
    int parts() {
        return number("parts");
    }

    boolean isDone(RowPart part) {
        return DONE.equals(values.get(key(part)));
    }

    Optional<String> token(RowPart part) {
        return Optional.ofNullable(values.get(key(part)))
                .filter(token -> token.startsWith("after "))
                .map(token -> token.substring(6));
    }

    /// Whether the facts of all rows were read not long ago, by a version that knows those that this one knows.
    boolean isComplete(Instant now) {
        return asOf().isPresent() && hasAttributes() && isFresh(complete(), now);
    }

    /// When the facts of all rows were read last.
    Optional<Instant> complete() {
        return time("complete");
    }

    static boolean isFresh(Optional<Instant> complete, Instant now) {
        return complete.filter(when -> when.isAfter(now.minus(COMPLETE_FOR))).isPresent();
    }

    /// Whether rows of a published copy have not been compared with the tables yet.
    boolean isUnproven() {
        return values.containsKey(PROOF);
    }

    /// Whether that is to be done now.
    boolean isProofDue(Instant now) {
        return isUnproven() && !time(PROOF).orElse(Instant.MIN).isAfter(now);
    }

    void proveBy(Instant due) {
        change(values -> values.put(PROOF, due.toString()));
    }

    /// The rows are those of a published copy.
    ///
    /// @param proofDue when to compare all of them with the tables
    void startFrom(RowsHeader header, Instant proofDue) {
        change(values -> {
            forgetMarks(values);
            forgetReading(values);
            values.keySet().removeAll(List.of("stale", HIDDEN_LIVE));
            values.put(MirrorNotes.AS_OF, header.asOf().toString());
            values.put("complete", header.complete().toString());
            values.put("attributes", ATTRIBUTES);
            values.put(HIDDEN, Long.toString(header.hidden()));
            values.put(PROOF, proofDue.toString());
            values.put("feed", header.feed());
        });
    }

    /// All of a list of changes was worked off. Others may have left something out of it, so all rows are compared
    /// some time later, however often there is a list until then.
    ///
    /// @param proofDue when, at the latest
    void haveCaughtUp(RowsHeader header, Instant proofDue) {
        change(values -> {
            forgetMarks(values);
            values.put(MirrorNotes.AS_OF, header.asOf().toString());
            if (scope.isAll()) {
                values.put(HIDDEN, Long.toString(header.hidden()));
            }
            values.put("feed", header.feed());
            values.putIfAbsent(PROOF, proofDue.toString());
        });
    }

    /// Whether somebody agreed to read a large table.
    boolean isAgreed() {
        return values.containsKey(AGREED);
    }

    void agree() {
        change(values -> values.put(AGREED, "true"));
    }

    /// As [ChangeMarks] writes them.
    String marks() {
        return Objects.equals(values.get("feed"), values.get(MARKED_FEED)) ? values.getOrDefault(MARKS, "") : "";
    }

    /// @param gaps as many as there were before it was known what to mark: is ignored when there was one since
    void mark(String marks, long gaps) {
        change(values -> {
            if (gaps() == gaps) {
                values.put(MARKS, marks);
                values.put(MARKED_FEED, values.getOrDefault("feed", ""));
            }
        });
    }

    /// How often in this run the feed was not gone on from where it was.
    long gaps() {
        return gaps.get();
    }

    private void forgetMarks(Map<String, String> values) {
        gaps.incrementAndGet();
        values.remove(MARKS);
        values.remove(MARKED_FEED);
    }

    private boolean hasAttributes() {
        return ATTRIBUTES.equals(values.get("attributes"));
    }

    /// Whether another version of the program read the rows, without an attribute that this one knows.
    boolean lacksAttributes() {
        return values.containsKey("attributes") && !hasAttributes();
    }

    /// What the reading under way reads. Empty when another version of the program may have begun it: for other
    /// attributes, or without writing down what it came across. Such a reading is begun again.
    Optional<Depth> depth() {
        return Stream.of(Depth.values())
                .filter(depth -> (reading() + " " + depth.written()).equals(values.get("reads")))
                .findFirst();
    }

    private boolean isCount() {
        return depth().filter(Depth::isCount).isPresent();
    }

    /// Whether a reading of [Depth#CHANGED] can tell that it missed nothing.
    boolean knowsHidden() {
        return values.containsKey(HIDDEN_LIVE);
    }

    /// Whether other programs change texts in this library and leave the time of the last change as it is, or write
    /// those of many rows in a form that cannot be compared.
    boolean isUntimed() {
        return values.containsKey(UNTIMED);
    }

    void meetUntimed() {
        if (!isUntimed()) {
            change(values -> values.put(UNTIMED, "true"));
        }
    }

    void beginFill(Instant now, int parts, Optional<String> feedEnd, Depth depth) {
        notes.forgetSeen();
        change(values -> {
            forgetReading(values);
            forgetMarks(values);
            values.put("fill-started", now.toString());
            values.put("parts", Integer.toString(parts));
            feedEnd.ifPresentOrElse(position -> values.put("feed", position), () -> values.remove("feed"));
            if (depth == Depth.WHOLE) {
                values.remove("complete");
            }
            values.put(HIDDEN, depth.isCount() ? values.getOrDefault(HIDDEN_LIVE, "0") : "0");
            read(values, depth);
        });
    }

    /// The reading under way goes on with more of each live row, from its beginning; what it came across stays
    /// known.
    void deepen(Depth depth) {
        change(values -> {
            values.keySet().removeIf(key -> key.startsWith(LIVE_PART));
            if (!depth.isCount()) {
                add(values, HIDDEN, -number(HIDDEN_LIVE));
            }
            read(values, depth);
        });
    }

    private static void read(Map<String, String> values, Depth depth) {
        values.put("reads", values.get("fill-started") + " " + depth.written());
        values.remove(LOOKED);
        if (!depth.isCount()) {
            values.remove(HIDDEN_LIVE);
        }
    }

    private static void forgetReading(Map<String, String> values) {
        values.keySet().removeIf(key -> key.startsWith("part.") || OF_READING.contains(key));
    }

    /// Rows of others that the last complete reading, or the one under way, came across and that are not shown.
    int hidden() {
        return number(HIDDEN);
    }

    /// How many live rows the table has that are shown, as the reading under way has counted.
    long liveRows() {
        return number(LOOKED) - number(HIDDEN_LIVE);
    }

    /// @param hidden rows of the pages that are not shown
    /// @param looked how many rows were looked at for them
    /// @param seen the images, as [SeenIds] writes them down
    void reached(RowPart part, Optional<String> token, int hidden, int looked, byte[] seen) {
        boolean isCounted = isCount();
        change(
                values -> {
                    values.put(key(part), token.map(after -> "after " + after).orElse(DONE));
                    if (isCounted && !part.trash()) {
                        add(values, LOOKED, looked);
                    } else {
                        add(values, HIDDEN, hidden);
                        add(values, HIDDEN_LIVE, part.trash() ? 0 : hidden);
                    }
                },
                changed -> notes.setState(changed, reading(), seen));
    }

    private static void add(Map<String, String> values, String name, int more) {
        values.put(name, Integer.toString(number(values, name) + more));
    }

    private static String key(RowPart part) {
        return part.span()
                .map(span -> "part.of." + span.userId())
                .orElse((part.trash() ? "part.trash." : LIVE_PART) + part.number());
    }

    /// What the reading under way came across in earlier runs of the program.
    List<byte[]> seen() {
        return notes.seen(reading());
    }

    private String reading() {
        return values.getOrDefault("fill-started", "");
    }

    void endFill() {
        change(values -> {
            fillStarted().ifPresent(started -> values.put(MirrorNotes.AS_OF, started.toString()));
            if (depth().equals(Optional.of(Depth.WHOLE))) {
                values.put("complete", reading());
                values.put("attributes", ATTRIBUTES);
            }
            if (!isCount()) {
                values.keySet().removeAll(List.of("stale", PROOF));
            }
            forgetReading(values);
        });
        notes.forgetSeen();
    }

    /// Forgets where the feed was and that there was a complete reading; the time shown as “as of” stays true.
    void lose() {
        change(values -> {
            forgetMarks(values);
            forgetReading(values);
            values.remove("feed");
            values.put("stale", "true");
        });
    }

    void follow(String trashTable, boolean isUsual) {
        boolean isNoted = values.containsKey(TRASH);
        if (isNoted ? !trashTable.equals(values.get(TRASH)) : !values.isEmpty() && !isUsual) {
            lose();
        }
        change(values -> values.put(TRASH, trashTable));
    }

    boolean isStale() {
        return values.containsKey("stale");
    }

    void followed(String position, Instant now) {
        change(values -> {
            if (!marks().isEmpty()) {
                values.put(MARKED_FEED, position);
            }
            values.put("feed", position);
            values.put(MirrorNotes.AS_OF, now.toString());
        });
    }

    private int number(String name) {
        return number(values, name);
    }

    /// 0 when it is not known.
    private static int number(Map<String, String> values, String name) {
        try {
            return Integer.parseInt(values.getOrDefault(name, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private Optional<Instant> time(String name) {
        return parsed(values.get(name));
    }

    private static Optional<Instant> parsed(@Nullable String time) {
        try {
            return Optional.ofNullable(time).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void change(Consumer<Map<String, String>> change) {
        change(change, notes::setState);
    }

    private void change(Consumer<Map<String, String>> change, Consumer<Map<String, String>> store) {
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

package dev.vitrine.service.mirror;

import dev.vitrine.catalog.MirrorNotes;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.published.RowsHeader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What a mirror knows about itself across restarts, in the file of its catalog: whoever removes one removes both. It
/// runs behind the catalog, never ahead: what was done twice does no harm, what was skipped would.
final class MirrorState {
    private static final String TRASH = "trash";
    private static final String PROOF = "proof-due";
    private static final String AGREED = "agreed";
    private static final String COUNTED = "counted";
    private static final String COUNTED_AT = "counted-at";
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

    private final AtomicLong gaps = new AtomicLong();
    private final MirrorNotes notes;
    private final MirrorValues values;
    private final ReadingState reading;
    private final MirrorScope scope;

    MirrorState(SqliteCatalog catalog) {
        notes = catalog.mirrorNotes();
        values = new MirrorValues(notes);
        reading = new ReadingState(values, notes);
        scope = MirrorScope.parse(values.text(MirrorNotes.SCOPE).orElse(""));
    }

    ReadingState reading() {
        return reading;
    }

    /// Which images are mirrored, for the life of the catalog.
    MirrorScope scope() {
        return scope;
    }

    /// Before it is begun; of one that is begun nothing changes.
    static void keepOnly(MirrorScope scope, SqliteCatalog catalog) {
        if (!scope.isAll() && !catalog.isPart()) {
            new MirrorState(catalog).values.change(values -> values.put(MirrorNotes.SCOPE, scope.text()));
        }
    }

    /// How many images of a part there were before it was begun, as far as they were counted: that costs, and is
    /// done once a day.
    Optional<Long> counted() {
        return Optional.of((long) values.number(COUNTED)).filter(_ -> values.has(COUNTED));
    }

    boolean isCounted(Instant now) {
        return values.time(COUNTED_AT)
                .filter(then -> then.isAfter(now.minus(COUNTED_FOR)) && !then.isAfter(now))
                .isPresent();
    }

    void count(long rows, Instant now) {
        values.change(values -> {
            values.put(COUNTED, Long.toString(rows));
            values.put(COUNTED_AT, now.toString());
        });
    }

    /// When the last complete reading, or the last look at the feed, was up to date.
    Optional<Instant> asOf() {
        return values.time(MirrorNotes.AS_OF);
    }

    /// The beginning of a day: what says that it was changed before is known.
    Instant knownBefore() {
        return asOf().orElse(Instant.EPOCH).minus(ZONES_APART).truncatedTo(ChronoUnit.DAYS);
    }

    /// Of what a clock wrote down that was ahead, nobody knows when it was. As long as that may have been within
    /// the reach of the feed, it is followed from there; else everything is compared.
    void mistrust(Instant now) {
        if (isAhead("complete", now)) {
            values.change(values -> values.remove("complete"));
        }
        if (isAhead(MirrorNotes.AS_OF, now)) {
            if (isAhead(MirrorNotes.AS_OF, now.plus(AHEAD))) {
                lose();
            }
            values.change(
                    values -> values.put(MirrorNotes.AS_OF, now.minus(AHEAD).toString()));
        }
    }

    private boolean isAhead(String name, Instant now) {
        return values.time(name).filter(then -> then.isAfter(now)).isPresent();
    }

    Optional<String> feedPosition() {
        return values.text("feed");
    }

    /// Whether the facts of all rows were read not long ago, by a version that knows those that this one knows.
    boolean isComplete(Instant now) {
        return asOf().isPresent() && hasAttributes() && isFresh(complete(), now);
    }

    /// When the facts of all rows were read last.
    Optional<Instant> complete() {
        return values.time("complete");
    }

    static boolean isFresh(Optional<Instant> complete, Instant now) {
        return complete.filter(when -> when.isAfter(now.minus(COMPLETE_FOR))).isPresent();
    }

    /// Whether rows of a published copy have not been compared with the tables yet.
    boolean isUnproven() {
        return values.has(PROOF);
    }

    /// Whether that is to be done now.
    boolean isProofDue(Instant now) {
        return isUnproven() && !values.time(PROOF).orElse(Instant.MIN).isAfter(now);
    }

    void proveBy(Instant due) {
        values.change(values -> values.put(PROOF, due.toString()));
    }

    /// The rows are those of a published copy.
    ///
    /// @param proofDue when to compare all of them with the tables
    void startFrom(RowsHeader header, Instant proofDue) {
        values.change(values -> {
            forgetMarks(values);
            ReadingState.forget(values);
            values.keySet().removeAll(List.of("stale", ReadingState.HIDDEN_LIVE));
            values.put(MirrorNotes.AS_OF, header.asOf().toString());
            values.put("complete", header.complete().toString());
            values.put("attributes", ATTRIBUTES);
            values.put(ReadingState.HIDDEN, Long.toString(header.hidden()));
            values.put(PROOF, proofDue.toString());
            values.put("feed", header.feed());
        });
    }

    /// All of a list of changes was worked off. Others may have left something out of it, so all rows are compared
    /// some time later, however often there is a list until then.
    ///
    /// @param proofDue when, at the latest
    void haveCaughtUp(RowsHeader header, Instant proofDue) {
        values.change(values -> {
            forgetMarks(values);
            values.put(MirrorNotes.AS_OF, header.asOf().toString());
            if (scope.isAll()) {
                values.put(ReadingState.HIDDEN, Long.toString(header.hidden()));
            }
            values.put("feed", header.feed());
            values.putIfAbsent(PROOF, proofDue.toString());
        });
    }

    /// Whether somebody agreed to read a large table.
    boolean isAgreed() {
        return values.has(AGREED);
    }

    void agree() {
        values.change(values -> values.put(AGREED, "true"));
    }

    /// As [ChangeMarks] writes them.
    String marks() {
        return values.text(MARKED_FEED).equals(feedPosition())
                ? values.text(MARKS).orElse("")
                : "";
    }

    /// @param gaps as many as there were before it was known what to mark: is ignored when there was one since
    void mark(String marks, long gaps) {
        values.change(values -> {
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
        return values.text("attributes").equals(Optional.of(ATTRIBUTES));
    }

    /// Whether another version of the program read the rows, without an attribute that this one knows.
    boolean lacksAttributes() {
        return asOf().isPresent() && !hasAttributes();
    }

    /// Whether other programs change texts in this library and leave the time of the last change as it is, or write
    /// those of many rows in a form that cannot be compared.
    boolean isUntimed() {
        return values.has(UNTIMED);
    }

    void distrust(Mirror.Unreliable what) {
        switch (what) {
            case TIMES -> meetUntimed();
            case HIDDEN -> reading.distrustHidden();
        }
    }

    void meetUntimed() {
        if (!isUntimed()) {
            values.change(values -> values.put(UNTIMED, "true"));
        }
    }

    void beginFill(Instant now, int parts, Optional<String> feedEnd, Depth depth) {
        notes.forgetSeen();
        values.change(values -> {
            forgetMarks(values);
            feedEnd.ifPresentOrElse(position -> values.put("feed", position), () -> values.remove("feed"));
            if (depth == Depth.WHOLE) {
                values.remove("complete");
            }
            ReadingState.begin(values, now, parts, depth);
        });
    }

    void endFill() {
        values.change(values -> {
            values.put(MirrorNotes.AS_OF, reading.started());
            Depth depth = reading.depth().orElseThrow();
            if (depth == Depth.WHOLE) {
                values.put("complete", reading.started());
                values.put("attributes", ATTRIBUTES);
            }
            if (!depth.isCount()) {
                values.keySet().removeAll(List.of("stale", PROOF));
            }
            ReadingState.forget(values);
        });
        notes.forgetSeen();
    }

    /// Forgets where the feed was and that there was a complete reading; the time shown as “as of” stays true.
    void lose() {
        values.change(values -> {
            forgetMarks(values);
            ReadingState.forget(values);
            values.remove("feed");
            values.put("stale", "true");
        });
    }

    void follow(String trashTable, boolean isUsual) {
        Optional<String> noted = values.text(TRASH);
        if (noted.map(trash -> !trash.equals(trashTable)).orElse(!values.isEmpty() && !isUsual)) {
            lose();
        }
        values.change(values -> values.put(TRASH, trashTable));
    }

    boolean isStale() {
        return values.has("stale");
    }

    void followed(String position, Instant now) {
        values.change(values -> {
            if (!marks().isEmpty()) {
                values.put(MARKED_FEED, position);
            }
            values.put("feed", position);
            values.put(MirrorNotes.AS_OF, now.toString());
        });
    }
}

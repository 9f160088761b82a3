package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.published.ChangeList;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.service.published.RowsHeader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where the change log of the catalog was right before each list was published, by the server's time of that list:
/// what changes in the tables later stands behind that place, however late the feed tells it. That holds for as long
/// as the feed is followed without a gap: after a gap, or after all texts were compared, [MirrorState] forgets the
/// marks, because what changed there and back in between is not in the log.
record ChangeMarks(MirrorState state, SqliteCatalog catalog) {
    private static final Duration BETWEEN = Duration.ofHours(6);
    /// A week away, and the margin for clocks, is covered by one list.
    private static final Duration KEPT = Duration.ofDays(10);
    /// As many changes as the index keeps.
    private static final long MOST_LOGGED = 200_000;

    boolean isDue(Instant now) {
        TreeMap<Instant, Long> marks = marks();
        return marks.isEmpty() || Duration.between(marks.lastKey(), now).abs().compareTo(BETWEEN) >= 0;
    }

    /// Logs what the feed named and what is, when it is looked at, as it was known: somebody else may have read
    /// what it was in between.
    ///
    /// @param before where the log was before it was looked at
    void note(Collection<String> named, long before) {
        if (state.marks().isEmpty()) {
            return;
        }
        var same = new HashSet<>(named);
        catalog.changed(before, catalog.lastChange()).ifPresent(same::removeAll);
        if (!same.isEmpty()) {
            catalog.noteChanged(same);
        }
    }

    /// A first list says nothing: the next ones reach back to it.
    ///
    /// @param gaps of the state, from before the header was made
    void publish(RowsHeader header, long gaps, PublishedChanges published) {
        TreeMap<Instant, Long> marks = marks();
        long last = catalog.lastChange();
        ChangeList list = list(header, marks, last);
        if (state.gaps() != gaps) {
            return;
        }
        Instant at = published.publish(list);
        if (!marks.isEmpty() && !at.isAfter(marks.lastKey())) {
            marks.clear(); // the clock of the server was put back
        }
        marks.put(at, last);
        state.mark(
                marks.tailMap(at.minus(KEPT)).entrySet().stream()
                        .map(mark -> mark.getKey() + " " + mark.getValue())
                        .collect(Collectors.joining("\n")),
                gaps);
    }

    private TreeMap<Instant, Long> marks() {
        var marks = new TreeMap<Instant, Long>();
        try {
            state.marks()
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(mark -> marks.put(Instant.parse(mark[0]), Long.parseLong(mark[1])));
            return marks;
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return new TreeMap<>();
        }
    }

    /// As far back as the log reaches, and as anybody would read it: a longer one costs more than comparing all
    /// rows.
    private ChangeList list(RowsHeader header, TreeMap<Instant, Long> marks, long last) {
        long max = MirrorFill.worthAsking(catalog.count());
        Instant since = header.asOf();
        Instant until = since;
        long behind = last;
        Set<String> listed = new HashSet<>();
        var spans = new ArrayList<ChangeList.Span>();
        for (Map.Entry<Instant, Long> mark : marks.descendingMap().entrySet()) {
            Optional<Set<String>> changed =
                    last - mark.getValue() > MOST_LOGGED ? Optional.empty() : catalog.changed(mark.getValue(), behind);
            List<String> more = changed.stream()
                    .flatMap(Set::stream)
                    .filter(listed::add)
                    .sorted()
                    .toList();
            if (changed.isEmpty() || listed.size() > max) {
                break;
            }
            spans.addFirst(new ChangeList.Span(until, more));
            since = mark.getKey();
            until = mark.getKey();
            behind = mark.getValue();
        }
        return new ChangeList(header, since, spans);
    }
}

package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.published.ChangeList;
import dev.vitrine.service.published.RowsHeader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where the change log of the catalog was, every few hours: what changes in the
/// tables after such a moment stands behind
/// that place, however late the mirror notices it. So the log tells which rows changed since.
final class ChangeMarks {
    private static final Duration BETWEEN = Duration.ofHours(4);
    /// A week away is covered by one list.
    private static final Duration KEPT = Duration.ofDays(8);

    private static final int FEW = 1000;

    private final MirrorState state;
    private final SqliteCatalog catalog;

    ChangeMarks(MirrorState state, SqliteCatalog catalog) {
        this.state = state;
        this.catalog = catalog;
    }

    /// @param now a moment at which this is called, or earlier
    void mark(Instant now) {
        TreeMap<Instant, Long> marks = marks();
        if (marks.isEmpty() || !marks.lastKey().plus(BETWEEN).isAfter(now)) {
            marks.put(now, catalog.lastChange());
            Instant oldest = marks.floorKey(now.minus(KEPT));
            state.mark(marks.tailMap(oldest == null ? marks.firstKey() : oldest).entrySet().stream()
                    .map(mark -> mark.getKey() + " " + mark.getValue())
                    .collect(Collectors.joining("\n")));
        }
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

    /// What the catalog noticed since the earliest mark that its log reaches back to; a list that would be read by
    /// nobody, because comparing all rows is cheaper, begins later.
    ///
    /// @param header of this moment
    Optional<ChangeList> list(RowsHeader header) {
        long most = Math.max(FEW, MirrorFill.worthAsking(catalog.count()));
        long behind = catalog.lastChange();
        Instant until = header.asOf();
        Instant since = Instant.MAX;
        Set<String> listed = new HashSet<>();
        var spans = new ArrayList<ChangeList.Span>();
        for (var mark : marks().descendingMap().entrySet()) {
            Optional<Set<String>> changed = catalog.changed(mark.getValue(), behind);
            if (changed.isEmpty()) {
                break;
            }
            List<String> more =
                    changed.get().stream().filter(listed::add).sorted().toList();
            if (listed.size() > most) {
                break;
            }
            spans.addFirst(new ChangeList.Span(until, more));
            since = mark.getKey();
            until = mark.getKey();
            behind = mark.getValue();
        }
        return since.isBefore(header.asOf()) ? Optional.of(new ChangeList(header, since, spans)) : Optional.empty();
    }
}

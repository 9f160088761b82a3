package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.fill.TakenTimes;
import dev.vitrine.ui.bulk.TimeFormViewModel;
import dev.vitrine.ui.bulk.TimeSheet;
import java.util.ArrayList;
import java.util.List;

/// Asks when images were taken, and corrects that.
record TimeFlow(ShellContext context) {
    /// Among so many it is looked for one whose time is known.
    private static final int FIRST = 100;

    void ask(List<String> ids) {
        LibrarySession session = context.session();
        session.run(() -> samples(session.library().images(), ids), samples -> {
            if (!samples.isEmpty()) { // somebody may have deleted them
                new TimeSheet(new TimeFormViewModel(samples, ids.size()))
                        .ask(context.program().stage())
                        .ifPresent(correcting -> session.corrections().correctTime(ids, correcting));
            }
        });
    }

    /// Where no row says its time, the files of the first and the last may.
    private static List<ImageRecord> samples(ImageService images, List<String> ids) {
        var asked = new ArrayList<>(ids.subList(0, Math.min(ids.size(), FIRST)));
        if (ids.size() > FIRST) {
            asked.add(ids.getLast());
        }
        List<ImageRecord> rows = images.findAll(asked);
        if (rows.stream().anyMatch(row -> row.facts().takenAt().isPresent())) {
            return rows;
        }
        var times = new TakenTimes(images);
        return rows.stream()
                .map(row -> row == rows.getFirst() || row == rows.getLast() ? times.known(row) : row)
                .toList();
    }
}

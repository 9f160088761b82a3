package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageTime;
import dev.vitrine.service.mirror.RowsPublisher.PublishResult;
import dev.vitrine.service.published.PublishedCopy;
import dev.vitrine.service.repair.DoctorProgress;
import dev.vitrine.service.repair.RestoreReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows that are published in the bucket, and brought back from there.
final class DoctorRows {
    private static final int NAMED = 3;

    private final CommandContext context;
    private final LibraryChoice choice;
    private final JsonAnswer json;
    private final Terminal terminal;

    DoctorRows(CommandContext context, LibraryChoice choice, JsonAnswer json) {
        this.context = context;
        this.choice = choice;
        this.json = json;
        terminal = context.terminal();
    }

    /// Of a whole mirror, which has been compared with the table.
    int publish() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            CloudFeatures cloud = cloud(opened.library());
            MirrorWait.awaitProven(cloud.mirror(), terminal);
            PublishResult result = cloud.publisher().publishNow();
            if (result == PublishResult.DONE) {
                PublishedCopy copy = cloud.published().list().newest().orElseThrow();
                say(
                        CommandTexts.of(
                                "doctor.rows.published", copy.rows(), copy.key().path()),
                        Map.of(
                                "published", copy.key().path(),
                                "rows", copy.rows(),
                                "size_bytes", copy.sizeBytes()));
                return ExitCode.DONE.number();
            }
            throw new ImageException.Conflict(CommandTexts.of(
                    switch (result) {
                        case EMPTY -> "doctor.rows.empty";
                        case BUSY -> "doctor.rows.busy";
                        case PART -> "doctor.rows.part";
                        case DONE, NOT_DUE, NOT_READY, NOT_ALLOWED -> "doctor.rows.notReady";
                    }));
        }
    }

    /// @param from a file, or what [dev.vitrine.service.published.PublishedRows#read] takes
    /// @param goneTable whose rows come back here although it is another one, `""` for none
    /// @param acts false to say only what would be done
    int restore(String from, String goneTable, boolean acts) {
        try (CommandLibrary opened = choice.open(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            Library library = opened.library();
            DoctorProgress doctorProgress = shownOn(progress);
            Path file = Path.of(from);
            RestoreReport report = Files.isRegularFile(file)
                    ? library.rowRestore().run(from, file, goneTable, acts, doctorProgress)
                    : restorePublished(library, from, goneTable, acts, doctorProgress);
            progress.clear();
            say(report, acts);
            boolean isOpen = acts ? !report.left().isEmpty() : report.missing() > 0;
            return (isOpen ? ExitCode.FINDINGS : ExitCode.DONE).number();
        }
    }

    static DoctorProgress shownOn(ProgressLine progress) {
        return (step, done, of) ->
                progress.show(done, of, CommandTexts.of("doctor.step." + CommandTexts.name(step), done));
    }

    private static RestoreReport restorePublished(
            Library library, String from, String goneTable, boolean acts, DoctorProgress doctorProgress) {
        return cloud(library)
                .published()
                .read(
                        from,
                        goneTable,
                        (copy, file) ->
                                library.rowRestore().run(copy.key().path(), file, goneTable, acts, doctorProgress));
    }

    private static CloudFeatures cloud(Library library) {
        return library.cloud().orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("doctor.rows.notCloud")));
    }

    private void say(RestoreReport report, boolean acts) {
        if (json.isWanted()) {
            JsonAnswer.print(terminal, fields(report));
            return;
        }
        terminal.say(
                "doctor.rows.from",
                report.from(),
                report.rows(),
                report.table(),
                ImageTime.format(report.asOf().truncatedTo(ChronoUnit.SECONDS)));
        terminal.say("doctor.rows.there", report.there());
        if (report.lost() > 0) {
            String named = String.join(
                    ", ", report.withoutBytes().stream().limit(NAMED).toList());
            terminal.say("doctor.rows.lost", report.lost(), named, Math.max(0, report.lost() - NAMED));
        }
        terminal.say("doctor.rows.missing", report.missing(), report.trashed());
        report.left().forEach(reason -> terminal.say("doctor.rows.left", reason));
        if (acts) {
            terminal.say("doctor.rows.restored", report.restored());
        } else if (report.missing() > 0) {
            terminal.say("doctor.rows.dry", report.missing());
        }
    }

    private void say(String line, Map<String, Object> fields) {
        if (json.isWanted()) {
            JsonAnswer.print(terminal, fields);
        } else {
            terminal.sayLine(line);
        }
    }

    private static Map<String, Object> fields(RestoreReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("from", report.from());
        fields.put("table", report.table());
        fields.put("as_of", report.asOf().toString());
        fields.put("rows", report.rows());
        fields.put("there", report.there());
        fields.put("missing", report.missing());
        fields.put("missing_trashed", report.trashed());
        fields.put("without_bytes", report.lost());
        fields.put("without_bytes_ids", report.withoutBytes());
        fields.put("restored", report.restored());
        fields.put("left", report.left());
        return fields;
    }
}

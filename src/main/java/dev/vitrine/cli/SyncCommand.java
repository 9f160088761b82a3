package dev.vitrine.cli;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.DownloadOutcome;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.download.FolderCopy;
import dev.vitrine.service.download.FolderCopy.CopyPlan;
import dev.vitrine.text.ByteCount;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings a copy of images in a folder up to date.
@Command(name = "sync")
final class SyncCommand extends LibraryCommand {
    @Mixin
    private SearchChoice search;

    @Option(names = "--names", paramLabel = "PATTERN")
    private String names = FilePattern.NAME.toString();

    @Mixin
    private CaptionChoice captions;

    @Option(names = "--mirror")
    private boolean mirror;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Parameters(paramLabel = "DIR", descriptionKey = "vitrine.sync.folder")
    private Path folder;

    @Override
    public Integer call() {
        FilePattern pattern = FilePattern.parse(names);
        try (CommandLibrary opened = choice.openSearchable(context);
                ProgressLine line = new ProgressLine(terminal)) {
            if (mirror) { // what is removed from a folder is gone
                opened.library().cloud().ifPresent(cloud -> MirrorWait.awaitProven(cloud.mirror(), terminal));
            }
            var copy = new FolderCopy(
                    opened.library().downloads(),
                    folder,
                    opened.library().profile().key(),
                    pattern,
                    captions.place());
            Progress progress = line.counting();
            CopyPlan plan = copy.plan(ImagePages.of(opened.library().images().search(search.query())), progress);
            if (dryRun) {
                line.clear();
                print(plan);
                return ExitCode.DONE.number();
            }
            DownloadOutcome outcome;
            try {
                outcome = copy.fetch(plan, progress);
            } catch (ImageException e) {
                line.clear();
                return failed(plan, copy.saved(), e);
            }
            line.clear();
            int removed = mirror && isMeant(plan) ? copy.removeGone(plan) : 0;
            print(plan, outcome, removed);
            return BulkAnswer.exitCode(List.copyOf(outcome.failed().values()));
        }
    }

    private boolean isMeant(CopyPlan plan) {
        return !plan.gone().isEmpty()
                && (yes
                        || Confirmation.isAgreed(
                                terminal,
                                CommandTexts.of("sync.sure", plan.gone().size(), folder)));
    }

    private void print(CopyPlan plan) {
        if (json.isWanted()) {
            JsonAnswer.print(terminal, fields(plan));
            return;
        }
        plan.gone().forEach(file -> terminal.say("sync.gone", file));
        plan.edited().forEach(file -> terminal.say("sync.edited", file));
        terminal.say(
                "sync.plan",
                plan.requested().size(),
                ByteCount.rounded(plan.bytes(), Locale.ROOT),
                plan.there(),
                plan.edited().size(),
                plan.gone().size());
    }

    private void print(CopyPlan plan, DownloadOutcome outcome, int removed) {
        if (json.isWanted()) {
            Map<String, Object> answer = fields(plan);
            answer.put("saved", outcome.saved());
            answer.put("removed", removed);
            answer.put(
                    "failed",
                    outcome.failed().entrySet().stream()
                            .map(failed -> Map.<String, Object>of(
                                    "image_id",
                                    failed.getKey().imageId(),
                                    "error",
                                    String.valueOf(failed.getValue().getMessage())))
                            .toList());
            JsonAnswer.print(terminal, answer);
            return;
        }
        outcome.failed()
                .forEach((image, failure) -> terminal.note("bulk.failed", image.imageId(), failure.getMessage()));
        if (outcome.sidecars() > 0 && captions.place() == CaptionPlace.IN_FILES) {
            terminal.note("sync.sidecars", outcome.sidecars());
        }
        terminal.note(
                "sync.done",
                outcome.saved(),
                plan.there() + outcome.skipped(),
                plan.edited().size(),
                removed,
                plan.gone().size() - removed);
    }

    /// A full disk, say: what was saved before stays, and is said with the failure.
    private int failed(CopyPlan plan, int saved, ImageException failure) {
        if (!json.isWanted()) {
            throw failure;
        }
        Map<String, Object> answer = fields(plan);
        answer.put("saved", saved);
        answer.put("error", String.valueOf(failure.getMessage()));
        answer.put("code", ErrorCode.of(failure));
        JsonAnswer.print(terminal, answer);
        return ExitCode.of(failure).number();
    }

    private static Map<String, Object> fields(CopyPlan plan) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("wanted", plan.requested().size());
        fields.put("wanted_bytes", plan.bytes());
        fields.put("there", plan.there());
        fields.put("edited", plan.edited());
        fields.put("gone", plan.gone());
        return fields;
    }
}

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
import java.io.PrintStream;
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

    SyncCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        FilePattern pattern = FilePattern.parse(names);
        try (CommandLibrary commandLibrary = choice.openSearchable(context);
                ProgressLine line = new ProgressLine(context.terminal())) {
            if (mirror) { // what is removed from a folder is gone
                commandLibrary
                        .library()
                        .cloud()
                        .ifPresent(cloud -> MirrorWait.awaitProven(cloud.mirror(), context.terminal()));
            }
            var copy = new FolderCopy(
                    commandLibrary.library().downloads(),
                    folder,
                    commandLibrary.library().profile().key(),
                    pattern,
                    captions.place());
            Progress progress = line.counting();
            CopyPlan plan =
                    copy.plan(ImagePages.of(commandLibrary.library().images().search(search.query())), progress);
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
                                context.terminal(),
                                CommandTexts.of("sync.sure", plan.gone().size(), folder)));
    }

    private void print(CopyPlan plan) {
        if (json.isWanted()) {
            JsonAnswer.print(context.terminal(), fields(plan));
            return;
        }
        PrintStream out = context.terminal().out();
        plan.gone().forEach(file -> out.println(Terminal.safe(CommandTexts.of("sync.gone", file))));
        plan.edited().forEach(file -> out.println(Terminal.safe(CommandTexts.of("sync.edited", file))));
        out.println(CommandTexts.of(
                "sync.plan",
                plan.wanted().size(),
                ByteCount.rounded(plan.bytes(), Locale.ROOT),
                plan.there(),
                plan.edited().size(),
                plan.gone().size()));
        out.flush();
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
            JsonAnswer.print(context.terminal(), answer);
            return;
        }
        PrintStream err = context.terminal().err();
        outcome.failed().forEach((image, failure) -> err.println(failed(image.imageId(), failure)));
        if (outcome.sidecars() > 0 && captions.place() == CaptionPlace.IN_FILES) {
            err.println(CommandTexts.of("sync.sidecars", outcome.sidecars()));
        }
        err.println(CommandTexts.of(
                "sync.done",
                outcome.saved(),
                plan.there() + outcome.skipped(),
                plan.edited().size(),
                removed,
                plan.gone().size() - removed));
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
        JsonAnswer.print(context.terminal(), answer);
        return ExitCode.of(failure).number();
    }

    private static String failed(String imageId, ImageException failure) {
        return Terminal.safe(CommandTexts.of("bulk.failed", imageId, failure.getMessage()));
    }

    private static Map<String, Object> fields(CopyPlan plan) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("wanted", plan.wanted().size());
        fields.put("wanted_bytes", plan.bytes());
        fields.put("there", plan.there());
        fields.put("edited", plan.edited());
        fields.put("gone", plan.gone());
        return fields;
    }
}

package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.store.Rights.Right;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts files and folders into the library's durable queue of uploads, and stays until they are dealt with.
///
/// It is the window's own queue: both may work on one drop, and what Ctrl+C leaves over is gone on with by `--resume`,
/// by the next upload or by the window.
@Command(name = "upload")
final class UploadCommand extends LibraryCommand {
    private static final int RECEIPTS = 1000;

    @Option(names = "--user", paramLabel = "USER")
    private String user = "";

    @Option(names = "--tag", paramLabel = "TAG")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--title", paramLabel = "TEXT")
    private String title = "";

    @Option(names = "--description", paramLabel = "TEXT")
    private String description = "";

    @Option(names = "--duplicates", paramLabel = "WHAT")
    private DuplicateChoice duplicates = DuplicateChoice.skip;

    @Option(names = "--remove-metadata")
    private boolean removesMetadata;

    @Option(names = "--leave-written")
    private boolean leavesWritten;

    @Option(names = "--tag-folders")
    private boolean tagsFolders;

    @Option(names = "--give-up-after", paramLabel = "SECONDS", converter = TypedNumber.NotNegative.class)
    private int giveUpAfter = 600;

    @Option(names = "--resume")
    private boolean resume;

    @Parameters(paramLabel = "PATH", descriptionKey = "paths")
    private List<Path> paths = new ArrayList<>();

    /// As written on the command line.
    enum DuplicateChoice {
        skip(Duplicates.SKIP),
        upload(Duplicates.UPLOAD_ANYWAY),
        tag(Duplicates.MERGE_TAGS);

        private final Duplicates intended;

        DuplicateChoice(Duplicates intended) {
            this.intended = intended;
        }
    }

    @Override
    public Integer call() {
        check();
        var drops = new ArrayList<Long>();
        try (CommandLibrary opened = choice.openOrMake(context)) {
            opened.library().rights().require(Right.NOTE_WORK);
            UploadQueue queue = opened.library().uploads();
            if (resume) {
                List<Receipt> receipts = queue.receipts(RECEIPTS).reversed();
                long failed = queue.retryFailedNow();
                if (failed > 0) {
                    terminal.note("upload.failedBefore", failed);
                }
                queue.resume();
                drops.addAll(receipts.stream()
                        .filter(receipt -> !receipt.complete() || failed > 0 && isOpenAgain(queue, receipt))
                        .map(Receipt::batchId)
                        .toList());
            } else if (queue.snapshot().paused()) {
                throw new ImageException.Conflict(CommandTexts.of("upload.paused"));
            }
            if (!paths.isEmpty()) {
                drops.add(queue.add(paths.stream().map(Path::toAbsolutePath).toList(), form(opened.library())));
            }
            return follow(opened.library(), queue, drops);
        }
    }

    private static boolean isOpenAgain(UploadQueue queue, Receipt receipt) {
        return receipt.failed() > 0
                && queue.receipt(receipt.batchId())
                        .filter(now -> now.complete() && now.failed() == receipt.failed())
                        .isEmpty();
    }

    private void check() {
        if (paths.isEmpty() && !resume) {
            throw new ImageException.Invalid(CommandTexts.of("upload.nothing"));
        }
        if (!paths.isEmpty() && user.isBlank()) {
            throw new ImageException.Invalid(CommandTexts.of("upload.noUser"));
        }
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImageException.NotFound(CommandTexts.of("upload.noFile", path));
            }
        }
    }

    private UploadForm form(Library library) {
        var known = new KnownNames(library, terminal);
        return new UploadForm(known.user(user), known.tags(tags), title, description, duplicates.intended)
                .with(UploadOption.REMOVE_METADATA, removesMetadata)
                .with(UploadOption.LEAVE_WRITTEN, leavesWritten)
                .with(UploadOption.TAG_FOLDERS, tagsFolders);
    }

    private int follow(Library library, UploadQueue queue, List<Long> drops) {
        var answer = new UploadAnswer(terminal, json, library);
        try (var follow =
                new UploadFollow(queue, terminal, Duration.ofSeconds(giveUpAfter), () -> choice.askForCode(context))) {
            for (long drop : drops) {
                follow.untilComplete(drop, answer);
            }
        } catch (InterruptedException | ImageException.Cancelled e) {
            terminal.out().flush();
            throw new ImageException.Cancelled(CommandTexts.of("upload.stopped"), e);
        }
        return answer.end(
                drops.stream().flatMap(drop -> queue.receipt(drop).stream()).toList());
    }
}

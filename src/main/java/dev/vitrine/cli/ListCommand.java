package dev.vitrine.cli;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.connection.Library;
import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists images, newest first.
///
/// What the table of a cloud library can answer by itself is asked of it directly. Everything else is searched for.
@Command(name = "list")
final class ListCommand extends LibraryCommand {
    private static final int SEEDS_DEFAULT = 100;

    @Mixin
    private SearchChoice search;

    @Option(names = "--limit", paramLabel = "N", converter = TypedNumber.AtLeastOne.class)
    private int limit = SEEDS_DEFAULT;

    @Option(names = "--after", paramLabel = "KEY")
    private Optional<String> after = Optional.empty();

    @Mixin
    private ImageIds.Form form;

    @Override
    public Integer call() {
        boolean tableSuffices = search.isAnsweredByTable()
                && !choice.choosesScope()
                && !choice.connection(context.connections()).isLocal();
        try (CommandLibrary opened = tableSuffices ? choice.open(context) : choice.openSearchable(context)) {
            ImageService images = opened.library().images();
            ImagePage page = tableSuffices ? listed(images) : found(images);
            print(opened.library(), page);
            sayHidden(opened.library(), page.hidden());
            if (page.images().isEmpty() && after.isEmpty()) {
                LibraryChoice.sayUnknownOriginals(opened.library(), terminal);
            }
            return ExitCode.DONE.number();
        }
    }

    /// The table gives what is rare in pieces.
    private ImagePage listed(ImageService images) {
        var found = new ArrayList<ImageRecord>();
        var hidden = new ArrayList<HiddenRow>();
        Optional<String> next = after;
        do {
            var request = new ImagePage.Request(
                    search.users().stream().findFirst(),
                    search.tags().stream().findFirst(),
                    limit - found.size(),
                    next);
            ImagePage page = search.isTrash() ? images.listTrashed(request) : images.list(request);
            found.addAll(page.images());
            hidden.addAll(page.hidden());
            next = page.next();
        } while (found.size() < limit && next.isPresent());
        return new ImagePage(found, next, hidden);
    }

    private ImagePage found(ImageService images) {
        ImageResult result = images.search(search.query());
        int from = after.map(key -> ListCursor.after(result, key)).orElse(0);
        int to = (int) Math.min(result.size(), (long) from + limit);
        List<ImageRecord> page = result.images(from, to);
        boolean isLast = to == result.size() || page.isEmpty();
        return new ImagePage(page, isLast ? Optional.empty() : Optional.of(ListCursor.of(page.getLast())));
    }

    private void sayHidden(Library library, List<HiddenRow> hidden) {
        if (!hidden.isEmpty()) {
            terminal.note("list.hidden", hidden.size());
            hidden.forEach(row -> terminal.note("list.hidden.row", row.imageId(), row.reason()));
            return;
        }
        library.cloud()
                .map(cloud -> cloud.mirror().status().hidden())
                .filter(rows -> rows > 0)
                .ifPresent(rows -> terminal.note("list.hidden.doctor", rows));
    }

    private void print(Library library, ImagePage page) {
        if (json.isWanted()) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put(
                    "images",
                    new ArrayList<Object>(
                            page.images().stream().map(library::fields).toList()));
            answer.put("count", page.images().size());
            if (!page.hidden().isEmpty()) {
                answer.put(
                        "hidden",
                        new ArrayList<Object>(page.hidden().stream()
                                .map(row -> Map.of("image_id", row.imageId(), "error", row.reason()))
                                .toList()));
            }
            answer.put("has_more", page.next().isPresent());
            page.next().ifPresent(next -> answer.put("last_evaluated_key", next));
            JsonAnswer.print(terminal, answer);
            return;
        }
        if (form.isWanted()) {
            form.print(
                    terminal, page.images().stream().map(ImageRecord::imageId).toList());
        } else {
            page.images().forEach(image -> terminal.sayLine(ImageLine.of(image)));
        }
        terminal.out().flush();
        page.next().ifPresent(next -> terminal.note("list.more", Terminal.safe(next)));
    }
}

package dev.vitrine.cli;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows an album: what is written about it, and its images in their order.
@Command(name = "show")
final class AlbumShow extends LibraryCommand {
    private static final int PAGE = 1000;

    @Mixin
    private ImageIds.Form form;

    @Option(names = "--limit", paramLabel = "N", converter = TypedNumber.AtLeastOne.class)
    private int limit = Integer.MAX_VALUE;

    @Parameters(paramLabel = "NAME", descriptionKey = "album")
    private String name;

    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            Library library = opened.library();
            Albums albums = library.albums();
            AlbumFile file = albums.existing(albums.named(name));
            if (albums.isDamaged(file.album())) {
                terminal.note("album.damaged.show", file.album().name());
            }
            ImageResult shown = file.isSmart() ? found(library, file) : albums.inOrder(file);
            int end = Math.min(shown.size(), limit);
            if (json.isWanted()) {
                print(library, file, shown, end);
            } else if (form.isWanted()) {
                form.print(terminal, shown.ids(0, end));
            } else {
                if (!file.description().isEmpty()) {
                    terminal.noteLine(file.description());
                }
                for (int from = 0; from < end; from += PAGE) {
                    shown.images(from, Math.min(end, from + PAGE))
                            .forEach(image -> terminal.sayLine(ImageLine.of(image)));
                }
            }
            terminal.out().flush();
            return ExitCode.DONE.number();
        }
    }

    /// Somebody may have written a search of which this version understands a part.
    private static ImageResult found(Library library, AlbumFile file) {
        ParsedSearch parsed = SearchText.parse(file.search(), ImageQuery.ALL);
        if (!parsed.problems().isEmpty()) {
            throw new ImageException.Failed(
                    CommandTexts.of(
                            "album.search",
                            file.album().name(),
                            parsed.problems().getFirst().message()),
                    null);
        }
        return library.images().search(parsed.query());
    }

    private void print(Library library, AlbumFile file, ImageResult shown, int end) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("album", file.album().name());
        answer.put("description", file.description());
        if (file.isSmart()) {
            answer.put("search", file.search());
        }
        if (!file.cover().isEmpty()) {
            answer.put("cover", file.cover());
        }
        var images = new ArrayList<Object>();
        for (int from = 0; from < end; from += PAGE) {
            List<ImageRecord> page = shown.images(from, Math.min(end, from + PAGE));
            page.forEach(image -> images.add(library.fields(image)));
        }
        answer.put("images", images);
        answer.put("count", shown.size());
        JsonAnswer.print(terminal, answer);
    }
}

package dev.vitrine.cli;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.ParsedSearch;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows an album: what is written about it, and its images in their order.
@Command(name = "show")
final class AlbumShow extends LibraryCommand {
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
                ImagePages.of(shown).stream(end).forEach(image -> terminal.sayLine(ImageLine.of(image)));
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
        answer.put(
                "images", ImagePages.of(shown).stream(end).map(library::fields).toList());
        answer.put("count", shown.size());
        JsonAnswer.print(terminal, answer);
    }
}

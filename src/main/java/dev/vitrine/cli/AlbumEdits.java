package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.Progress;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.album.Albums.AlbumOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is done with an album as a whole.
abstract sealed class AlbumEdits extends LibraryCommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "album")
    private String name;

    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context);
                ProgressLine line = new ProgressLine(terminal)) {
            Library library = opened.library();
            Album album = library.albums().named(name);
            int code = act(library, album, line.counting());
            line.clear();
            return code;
        }
    }

    abstract int act(Library library, Album album, Progress progress);

    int done(String key, Album album) {
        String text = CommandTexts.of(key, album.name());
        if (json.isWanted()) {
            JsonAnswer.print(terminal, Map.of("album", album.name(), "message", text));
        } else {
            terminal.sayLine(text);
        }
        return ExitCode.DONE.number();
    }

    int done(AlbumOutcome outcome, String key, Album album) {
        Map<String, ImageException> failed = outcome.edited().failed();
        failed.forEach((id, failure) -> warn(CommandTexts.of("bulk.failed", id, failure.getMessage())));
        outcome.fileFailure().ifPresent(failure -> warn(CommandTexts.of("album.fileLeft", failure.getMessage())));
        List<ImageException> failures = Stream.concat(failed.values().stream(), outcome.fileFailure().stream())
                .toList();
        return failures.isEmpty() ? done(key, album) : BulkAnswer.exitCode(failures);
    }

    void warn(String text) {
        terminal.noteLine(text);
    }

    private static void requireUnderstood(String search) {
        SearchText.parse(search, ImageQuery.ALL).problems().stream().findFirst().ifPresent(problem -> {
            throw new ImageException.Invalid(problem.message());
        });
    }

    @Command(name = "create")
    static final class Create extends AlbumEdits {
        @Option(names = "--search", paramLabel = "TEXT")
        private String search = "";

        @Option(names = "--description", paramLabel = "TEXT")
        private String description = "";

        @Override
        int act(Library library, Album album, Progress progress) {
            requireUnderstood(search);
            library.albums().create(album, search, description);
            return done("album.created", album);
        }
    }

    @Command(name = "cover")
    static final class Cover extends AlbumEdits {
        @Parameters(index = "1", arity = "0..1", paramLabel = "ID", descriptionKey = "cover")
        private String imageId = "";

        @Override
        int act(Library library, Album album, Progress progress) {
            Albums albums = library.albums();
            albums.existing(album);
            if (!imageId.isEmpty() && library.images().find(imageId).isEmpty()) {
                throw new ImageException.NotFound(CommandTexts.of("album.noImage", imageId));
            }
            albums.cover(album, imageId);
            return done("album.covered", album);
        }
    }

    @Command(name = "describe")
    static final class Describe extends AlbumEdits {
        @Parameters(index = "1", paramLabel = "TEXT", descriptionKey = "text")
        private String text;

        @Override
        int act(Library library, Album album, Progress progress) {
            AlbumFile file = library.albums().existing(album);
            library.albums().describe(album, file.description(), text);
            return done("album.described", album);
        }
    }

    @Command(name = "search")
    static final class Search extends AlbumEdits {
        @Parameters(index = "1", paramLabel = "TEXT", descriptionKey = "text")
        private String text;

        @Override
        int act(Library library, Album album, Progress progress) {
            requireUnderstood(text);
            AlbumFile file = library.albums().existing(album);
            library.albums().edit(file, file.withSearch(text));
            return done("album.searching", album);
        }
    }

    @Command(name = "rename")
    static final class Rename extends AlbumEdits {
        @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "new")
        private String other;

        @Override
        int act(Library library, Album album, Progress progress) {
            library.albums().existing(album);
            Album renamed = library.albums().named(other, album);
            return done(library.albums().rename(album, renamed, progress), "album.renamed", renamed);
        }
    }

    @Command(name = "delete")
    static final class Delete extends AlbumEdits {
        @Option(names = "--yes")
        private boolean yes;

        @Override
        int act(Library library, Album album, Progress progress) {
            Albums albums = library.albums();
            albums.existing(album);
            boolean isDamaged = albums.isDamaged(album);
            if (isDamaged) {
                warn(CommandTexts.of("album.damaged.delete", album.name()));
            }
            long images = library.images().search(Albums.members(album)).size();
            Confirmation.require(terminal, yes, CommandTexts.of("album.sure", album.name(), images), "album.nothing");
            return done(
                    isDamaged ? albums.deleteDamaged(album, progress) : albums.delete(album, progress),
                    "album.deleted",
                    album);
        }
    }
}

package dev.vitrine.cli;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.Progress;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is done with images of an album: they come, go, and get another place.
abstract sealed class AlbumMembers extends LibraryCommand {
    private final String said;

    @Mixin
    private ImageIds imageIds;

    /// @param said the key of what happened to an image
    private AlbumMembers(String said) {
        this.said = said;
    }

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        try (CommandLibrary opened = choice.openSearchable(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            Albums albums = opened.library().albums();
            Album album = albums.named(name());
            BulkOutcome outcome = act(albums, album, ids, progress.counting());
            progress.clear();
            return BulkAnswer.print(context, json, outcome, CommandTexts.of(said, album.name()));
        }
    }

    abstract String name();

    abstract BulkOutcome act(Albums albums, Album album, List<String> ids, Progress progress);

    private static BulkOutcome outcome(EditOutcome edited) {
        return new BulkOutcome(
                edited.changed().stream().map(CaptionChange::imageId).toList(), edited.failed());
    }

    @Command(name = "add")
    static final class Add extends AlbumMembers {
        @Option(names = "--to", paramLabel = "NAME", required = true)
        private String name;

        Add() {
            super("album.added");
        }

        @Override
        String name() {
            return name;
        }

        @Override
        BulkOutcome act(Albums albums, Album album, List<String> ids, Progress progress) {
            return outcome(albums.add(album, ids, progress));
        }
    }

    @Command(name = "remove")
    static final class Remove extends AlbumMembers {
        @Option(names = "--from", paramLabel = "NAME", required = true)
        private String name;

        Remove() {
            super("album.removed");
        }

        @Override
        String name() {
            return name;
        }

        @Override
        BulkOutcome act(Albums albums, Album album, List<String> ids, Progress progress) {
            albums.existing(album);
            return outcome(albums.remove(album, ids, progress));
        }
    }

    @Command(name = "order")
    static final class Place extends AlbumMembers {
        @Option(names = "--in", paramLabel = "NAME", required = true)
        private String name;

        @Option(names = "--before", paramLabel = "ID")
        private Optional<String> before = Optional.empty();

        Place() {
            super("album.placed");
        }

        @Override
        String name() {
            return name;
        }

        @Override
        BulkOutcome act(Albums albums, Album album, List<String> ids, Progress progress) {
            var shown = albums.inOrder(albums.existing(album));
            for (String id : ids) {
                requireMember(shown.contains(id), album, id);
            }
            before.ifPresent(id -> requireMember(shown.contains(id), album, id));
            albums.place(album, ids, before);
            return new BulkOutcome(ids, Map.of());
        }

        private static void requireMember(boolean isMember, Album album, String id) {
            if (!isMember) {
                throw new ImageException.NotFound(CommandTexts.of("album.noMember", id, album.name()));
            }
        }
    }
}

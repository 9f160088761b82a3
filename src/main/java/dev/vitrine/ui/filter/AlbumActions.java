package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.album.Albums.AlbumOutcome;
import dev.vitrine.service.album.Albums.Placing;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is done with albums as a whole, and can be taken back. Belongs to the FX thread.
public final class AlbumActions {
    private final Albums albums;
    private final AlbumContext context;
    private final Runnable changed;

    /// @param captions edits tags, and remembers what can be taken back
    /// @param allowed whether albums may be made here; tells it when not
    /// @param follow called with the old and the new tag of an album that was renamed
    public record AlbumContext(
            Background background,
            CaptionActions captions,
            UndoStack undo,
            Toasts toasts,
            BiConsumer<String, String> follow,
            BooleanSupplier allowed) {}

    /// @param changed called after every act
    AlbumActions(Albums albums, AlbumContext context, Runnable changed) {
        this.albums = albums;
        this.context = context;
        this.changed = changed;
    }

    /// @param search of a smart album, or `""`
    /// @param then called with its tag
    void create(String name, String search, Consumer<String> then) {
        act(
                () -> albums.create(albums.named(name), search, ""),
                made -> then.accept(made.album().tag()));
    }

    /// A smart album of what a search finds, which everybody sees.
    void share(String name, ImageQuery query) {
        if (context.allowed().getAsBoolean()) {
            create(name, SearchText.print(query), _ -> context.toasts().show(text("filter.saved.shared", name)));
        }
    }

    /// @param then called with what is known of the album now
    void read(String tag, Consumer<AlbumFile> then) {
        context.background().run(() -> albums.existing(albumOf(tag)), then, context.toasts()::failure);
    }

    /// Another description, or another search of a smart album.
    ///
    /// @param seen what the writer saw
    void edit(AlbumFile seen, AlbumFile edited) {
        if (edited.equals(seen) || !context.allowed().getAsBoolean()) {
            return;
        }
        Supplier<String> name =
                () -> text("filter.albums.edit.label", seen.album().name());
        Runnable back = () -> act(() -> albums.edit(edited, seen), _ -> {});
        Runnable again = () -> act(() -> albums.edit(seen, edited), _ -> {});
        act(() -> albums.edit(seen, edited), _ -> context.undo().did(UndoStack.UndoStep.of(name, 1, back, again)));
    }

    void setCover(String tag, String imageId) {
        act(() -> albums.cover(albumOf(tag), imageId), _ -> {});
    }

    private <T> void act(Callable<T> act, Consumer<T> then) {
        context.background()
                .run(
                        act,
                        done -> {
                            changed.run();
                            then.accept(done);
                        },
                        context.toasts()::failure);
    }

    /// Its images have another tag then, and its file another name.
    void rename(String tag, String name) {
        Album album = albumOf(tag);
        var other = new Album(name);
        context.captions()
                .run(
                        new UndoableEdit(
                                _ -> text("filter.albums.rename.label", album.name(), other.name()),
                                Optional.of(_ -> text("filter.albums.renamed", album.name(), other.name())),
                                () -> renamed(album, other),
                                () -> renamed(other, album),
                                true),
                        progress -> outcome(albums.rename(album, other, progress)));
    }

    /// The tags have it already.
    private void renamed(Album album, Album other) {
        context.follow().accept(album.tag(), other.tag());
        act(
                () -> {
                    albums.moveFile(album, other);
                    return other;
                },
                _ -> {});
    }

    /// Its images stay; to take it back brings its order, too.
    void delete(String tag) {
        Album album = albumOf(tag);
        var deleted = new AtomicReference<Optional<AlbumFile>>(Optional.empty());
        context.captions()
                .run(
                        new UndoableEdit(
                                _ -> text("filter.albums.delete.label", album.name()),
                                Optional.of(_ -> text("filter.albums.deleted", album.name())),
                                () -> act(() -> albums.removeFile(album), _ -> {}),
                                () -> deleted.get().ifPresent(file -> act(() -> albums.restore(file), _ -> {})),
                                true),
                        progress -> {
                            deleted.set(albums.understood(album));
                            return outcome(albums.delete(album, progress));
                        });
    }

    /// What failed at the file alone is tried, and told, by what follows; where that was all, nothing was done.
    private static EditOutcome outcome(AlbumOutcome outcome) {
        outcome.fileFailure().filter(_ -> outcome.edited().changed().isEmpty()).ifPresent(failure -> {
            throw failure;
        });
        return outcome.edited();
    }

    /// Puts images of an album elsewhere in it, which can be taken back.
    ///
    /// @param shown the album as the hand saw it
    /// @param moved in the order in which they stand there
    /// @param before empty for the end
    public void place(ImageResult shown, List<String> moved, Optional<String> before, Runnable then) {
        shownBy(shown.query()).ifPresent(album -> {
            var there = List.of(new Placing(moved, before));
            List<Placing> back = moved.reversed().stream()
                    .map(id -> new Placing(List.of(id), follower(shown, id)))
                    .toList();
            place(album, there, () -> {
                context.undo()
                        .did(UndoStack.UndoStep.of(
                                () -> text("filter.albums.place.label", moved.size(), album.name()),
                                moved.size(),
                                () -> place(album, back, then),
                                () -> place(album, there, then)));
                then.run();
            });
        });
    }

    private void place(Album album, List<Placing> placings, Runnable then) {
        act(() -> albums.place(album, placings), _ -> then.run());
    }

    private static Optional<String> follower(ImageResult shown, String id) {
        int next = shown.indexOf(id).orElse(shown.size()) + 1;
        return next < shown.size() ? Optional.of(shown.ids(next, next + 1).getFirst()) : Optional.empty();
    }

    /// The one album that is asked for, whatever else is.
    public static Optional<Album> shownBy(ImageQuery query) {
        List<Album> asked = Album.of(query.allTags());
        return query.scope() == Scope.LIBRARY && asked.size() == 1 ? Optional.of(asked.getFirst()) : Optional.empty();
    }

    static Album albumOf(String tag) {
        return Album.ofTag(tag).orElseThrow(() -> new ImageException.Invalid("An album needs a name."));
    }
}

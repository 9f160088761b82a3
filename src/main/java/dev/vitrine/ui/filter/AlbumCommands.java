package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// What one can do with an album as a whole: the menu on its line in the sidebar, and the questions before it is done.
public final class AlbumCommands {
    private final FilterViewModel filter;
    private final AlbumsViewModel albums;
    private final MenuContext context;

    /// @param allowed whether tags may be changed here; tells it when not
    /// @param covers makes what brings pictures
    /// @param selected the one image that is selected, as the window knows it
    public record MenuContext(
            Dialogs dialogs,
            Window owner,
            Toasts toasts,
            BooleanSupplier allowed,
            Supplier<Optional<ImageRecord>> selected,
            Function<Consumer<Preview>, PreviewLoader> covers) {}

    public AlbumCommands(FilterViewModel filter, AlbumsViewModel albums, MenuContext context) {
        this.filter = filter;
        this.albums = albums;
        this.context = context;
    }

    /// @param rename asks for another name
    ContextMenu menuOf(String tag, Runnable rename) {
        Optional<ImageRecord> selected =
                context.selected().get().filter(image -> image.tags().contains(tag));
        MenuItem cover = MenuItems.of(
                "filter.albums.cover",
                Feather.IMAGE,
                () -> selected.filter(_ -> isAllowed())
                        .ifPresent(image -> albums.actions().setCover(tag, image.imageId())));
        cover.setDisable(albums.isSmart(tag) || selected.isEmpty());
        return new ContextMenu(
                cover,
                MenuItems.of(
                        albums.isSmart(tag) ? "filter.albums.editSmart" : "filter.albums.edit",
                        Feather.ALIGN_LEFT,
                        () -> edit(tag)),
                MenuItems.of("filter.rename", Feather.EDIT_2, rename),
                MenuItems.of("filter.albums.delete", Feather.TRASH_2, () -> delete(tag)));
    }

    Feather markOf(String tag) {
        return albums.isSmart(tag) ? Feather.ZAP : Feather.BOOK;
    }

    /// On a line that stands for an album.
    void showCovers(Node line, Supplier<String> tag) {
        CoverTooltip.on(line, tag, albums, context.covers());
    }

    boolean isSmart(String tag) {
        return albums.isSmart(tag);
    }

    /// A smart album shows what it shows.
    ImageDrop.Taker refusing(String tag) {
        return new ImageDrop.Taker(
                _ -> ImageDrop.Offer.refused(text("filter.albums.smart.refused", AlbumsViewModel.nameOf(tag))),
                _ -> {});
    }

    boolean isAllowed() {
        return context.allowed().getAsBoolean();
    }

    /// @param then called with its tag
    void create(String name, Consumer<String> then) {
        albums.actions().create(name, "", then);
    }

    void rename(String tag, String typed) {
        String name = typed.strip();
        String before = AlbumsViewModel.nameOf(tag);
        if (name.isEmpty() || name.equals(before)) {
            return;
        }
        if (isTaken(name, tag)) {
            context.toasts().show(text("filter.albums.taken", name));
        } else {
            albums.actions().rename(tag, name);
        }
    }

    /// In any letter case; that of its own may change.
    private boolean isTaken(String name, String own) {
        List<String> others = Stream.concat(
                        albums.images().keySet().stream(),
                        filter.countsProperty().get().albums().stream().map(count -> count.value()))
                .filter(tag -> !tag.equals(own))
                .map(AlbumsViewModel::nameOf)
                .toList();
        return others.contains(Folding.known(Folding.composed(name), others));
    }

    private void edit(String tag) {
        if (isAllowed()) {
            albums.actions()
                    .read(
                            tag,
                            seen -> new AlbumSheet(seen)
                                    .ask(context.owner())
                                    .ifPresent(edited -> albums.actions().edit(seen, edited)));
        }
    }

    /// Asks when the menu has closed: else the menu would stay open over the question, and take its keys.
    private void delete(String tag) {
        if (isAllowed()) {
            albums.look(tag, isDamaged -> {
                if (context.dialogs()
                        .confirm(
                                text("filter.albums.delete.title", AlbumsViewModel.nameOf(tag)),
                                text(isDamaged ? "filter.albums.delete.damaged" : "filter.albums.delete.text"),
                                text("filter.albums.delete.action"))) {
                    albums.actions().delete(tag);
                }
            });
        }
    }

    /// Files cannot be put into a smart album.
    boolean takes(String tag) {
        return albums.taking(tag).isPresent();
    }
}

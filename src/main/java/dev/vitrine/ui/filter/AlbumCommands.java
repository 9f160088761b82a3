package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Album;
import dev.vitrine.search.SearchText;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Toasts;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;

/// What one can do with an album as a whole: the menu on its line in the sidebar, and the questions before it is done.
public final class AlbumCommands {
    private final FilterViewModel filter;
    private final AlbumsViewModel albums;
    private final Asking asking;

    /// @param allowed whether tags may be changed here; tells it when not
    public record Asking(Dialogs dialogs, Toasts toasts, BooleanSupplier allowed) {}

    public AlbumCommands(FilterViewModel filter, AlbumsViewModel albums, Asking asking) {
        this.filter = filter;
        this.albums = albums;
        this.asking = asking;
    }

    /// @param rename asks for another name
    ContextMenu menuOf(String tag, Runnable rename) {
        return new ContextMenu(
                item("filter.albums.rename", Feather.EDIT_2, rename),
                item("filter.albums.delete", Feather.TRASH_2, () -> delete(tag)));
    }

    Feather markOf(String tag) {
        return albums.isSmart(tag) ? Feather.ZAP : Feather.BOOK;
    }

    boolean isSmart(String tag) {
        return albums.isSmart(tag);
    }

    /// A smart album shows what it shows.
    ImageDrop.Taker refusing(String tag) {
        return new ImageDrop.Taker(
                _ -> ImageDrop.Offer.refused(text("filter.albums.smart.refused", nameOf(tag))), _ -> {});
    }

    boolean isAllowed() {
        return asking.allowed().getAsBoolean();
    }

    /// @param then called with its tag
    void create(String name, Consumer<String> then) {
        albums.create(name, "", then);
    }

    /// Everybody's album of what is searched for here.
    void createSmart(String name, Consumer<String> then) {
        albums.create(name, SearchText.print(filter.queryProperty().get()), then);
    }

    void rename(String tag, String typed) {
        String name = typed.strip();
        String before = nameOf(tag);
        if (name.isEmpty() || name.equals(before)) {
            return;
        }
        if (isTaken(name)) {
            asking.toasts().show(text("filter.albums.taken", name));
        } else {
            albums.rename(tag, name);
        }
    }

    private boolean isTaken(String name) {
        String tag = new Album(name).tag();
        return albums.images().containsKey(tag)
                || filter.countsProperty().get().albums().stream()
                        .anyMatch(count -> count.value().equals(tag));
    }

    void delete(String tag) {
        if (isAllowed()
                && asking.dialogs()
                        .confirm(
                                text("filter.albums.delete.title", nameOf(tag)),
                                text("filter.albums.delete.text"),
                                text("filter.albums.delete.action"))) {
            albums.delete(tag);
        }
    }

    static String nameOf(String tag) {
        return Album.ofTag(tag).map(Album::name).orElse(tag);
    }

    private static MenuItem item(String key, Feather icon, Runnable action) {
        var item = new MenuItem(text(key), Icons.of(icon));
        item.setOnAction(_ -> action.run());
        return item;
    }
}

package dev.vitrine.ui.shell;

import dev.vitrine.image.Rating;
import dev.vitrine.ui.actions.RatingActions;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.ShownKeys;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;

/// The menu on images: says how many it acts on, and shows the keys.
final class ImageMenu {
    private final ImageActions actions;
    private final RatingActions ratings;
    private final Ways ways;

    /// What leads elsewhere in the window.
    record Ways(Runnable open, Runnable edit, Runnable editTags, Runnable toggleFavourite) {
    }

    ImageMenu(ImageActions actions, RatingActions ratings, Ways ways) {
        this.actions = actions;
        this.ratings = ratings;
        this.ways = ways;
    }

    ContextMenu of(List<String> ids, boolean inTrash) {
        return inTrash ? trashMenu(ids) : libraryMenu(ids);
    }

    private ContextMenu libraryMenu(List<String> ids) {
        int count = ids.size();
        var copy = new Menu(Messages.text("menu.copy"), Icons.of(Feather.COPY),
                item(Messages.text("menu.copy.files", count), Feather.FILE, Shortcut.COPY_FILES, () -> actions.copyFiles(ids)));
        if (actions.hasAddresses()) {
            copy.getItems().addAll(
                    item(Messages.text("menu.copy.addresses", count), Feather.CLOUD, null, () -> actions.copyAddresses(ids)),
                    item(Messages.text("menu.copy.commands", count), Feather.TERMINAL, null, () -> actions.copyCommands(ids)));
        } else {
            copy.getItems().add(item(Messages.text("menu.copy.paths", count), Feather.FOLDER, null, () -> actions.copyPaths(ids)));
        }
        if (count == 1) {
            copy.getItems().addFirst(item(Messages.text("menu.copy.picture"), Feather.IMAGE, Shortcut.COPY_PICTURE, () -> actions.copyPicture(ids)));
        }
        return new ContextMenu(
                item(Messages.text("menu.open"), Feather.MAXIMIZE, Shortcut.OPEN, ways.open()),
                item(Messages.text("menu.download", count), Feather.DOWNLOAD, Shortcut.DOWNLOAD, () -> actions.download(ids)),
                item(Messages.text("menu.share", count), Feather.SHARE_2, Shortcut.SHARE, () -> actions.share(ids)),
                copy,
                new SeparatorMenuItem(),
                item(Messages.text("menu.edit", count), Feather.EDIT_2, Shortcut.EDIT, ways.edit()),
                item(Messages.text("menu.tags"), Feather.TAG, Shortcut.TAGS, ways.editTags()),
                ratingMenu(ids),
                item(Messages.text("menu.favourite"), Feather.HEART, Shortcut.FAVOURITE, ways.toggleFavourite()),
                new SeparatorMenuItem(),
                item(Messages.text("menu.trash", count), Feather.TRASH_2, Shortcut.DELETE, () -> actions.trash(ids)));
    }

    private Menu ratingMenu(List<String> ids) {
        var menu = new Menu(Messages.text("menu.rating"), Icons.of(Feather.STAR));
        for (int stars = Rating.MAX; stars >= 0; stars--) {
            int given = stars;
            menu.getItems().add(item(stars == 0 ? Messages.text("menu.rating.none") : RatingText.stars(stars), null, Shortcut.rating(stars),
                    () -> ratings.rate(ids, given)));
        }
        return menu;
    }

    private ContextMenu trashMenu(List<String> ids) {
        int count = ids.size();
        return new ContextMenu(
                item(Messages.text("menu.open"), Feather.MAXIMIZE, Shortcut.OPEN, ways.open()),
                item(Messages.text("menu.restore", count), Feather.ROTATE_CCW, null, () -> actions.restore(ids)),
                new SeparatorMenuItem(),
                item(Messages.text("menu.purge", count), Feather.TRASH_2, Shortcut.DELETE_PERMANENTLY, () -> actions.deletePermanently(ids)));
    }

    private static MenuItem item(String text, Feather icon, Shortcut shortcut, Runnable action) {
        var item = new MenuItem(text, icon == null ? null : Icons.of(icon));
        item.setMnemonicParsing(false);
        if (shortcut != null) {
            item.setAccelerator(new ShownKeys(shortcut.keys()));
        }
        item.setOnAction(_ -> action.run());
        return item;
    }
}

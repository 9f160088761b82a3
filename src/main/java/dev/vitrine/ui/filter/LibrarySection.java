package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.support.Icons;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Where to start from: all images, those without tags, the trash.
final class LibrarySection extends VBox {
    private final SidebarRow all;
    private final SidebarRow untagged;
    private final SidebarRow trash;

    LibrarySection(FilterViewModel filter, SidebarCommands commands) {
        getStyleClass().add("sidebar-section");
        all = row("filter.library.all", Feather.IMAGE, filter::showAll);
        untagged = row("filter.library.untagged", Feather.TAG, filter::toggleUntagged);
        trash = row("filter.library.trash", Feather.TRASH_2, filter::showTrash);
        trash.setMenu(() -> {
            var empty = new MenuItem(text("toolbar.menu.emptyTrash"), Icons.of(Feather.TRASH_2));
            empty.setOnAction(_ -> filter.emptyTrash());
            empty.setDisable(filter.countsProperty().get().facets().trash() == 0);
            return new ContextMenu(empty);
        });
        ImageDrop.onto(all, commands::onLibrary);
        ImageDrop.onto(trash, commands::onTrash);
        getChildren().addAll(all, untagged, trash);
        filter.queryProperty().subscribe(this::showQuery);
        filter.countsProperty().subscribe(this::showCounts);
    }

    private void showQuery(ImageQuery query) {
        all.setSelected(query.scope() == Scope.LIBRARY && query.isUnfiltered());
        untagged.setSelected(query.untagged());
        trash.setSelected(query.scope() == Scope.TRASH);
    }

    private void showCounts(FilterCounts counts) {
        boolean known = counts.areKnown();
        show(all, "filter.library.all", known ? counts.facets().all() : -1);
        show(untagged, "filter.library.untagged", known ? counts.facets().untagged() : -1);
        show(trash, "filter.library.trash", known ? counts.facets().trash() : -1);
    }

    private static void show(SidebarRow row, String key, int images) {
        row.setImages(images);
        row.setAccessibleText(images < 0 ? text(key) : text("filter.choice.accessible", text(key), images));
    }

    private static SidebarRow row(String key, Feather icon, Runnable action) {
        var row = new SidebarRow(_ -> action.run());
        row.setName(text(key));
        row.setMark(icon);
        return row;
    }
}

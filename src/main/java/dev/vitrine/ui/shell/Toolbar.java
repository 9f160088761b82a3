package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.ResponsiveBar;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// The bar above: which library, the search box, order, tile size, upload and the menu.
final class Toolbar extends HBox {
    private static final double ROOM_FOR_ALL = 980;
    private static final double ROOM_FOR_WORDS = 880;

    /// The parts that belong to features.
    record Parts(Node library, Node search, SortMenu sorting, UploadButton upload, MainMenu menu) {}

    Toolbar(Parts parts, Panels panels, GalleryViewModel gallery) {
        getStyleClass().add("toolbar");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(parts.search(), Priority.ALWAYS);
        Node size = sizeSlider(gallery.tileSizeProperty());
        Node whole = wholePictures(gallery.wholePicturesProperty());
        getChildren()
                .setAll(
                        toggle(Feather.SIDEBAR, "toolbar.sidebar", Shortcut.SIDEBAR, panels::toggleSidebar),
                        parts.library(),
                        parts.search(),
                        parts.sorting(),
                        whole,
                        size,
                        parts.upload(),
                        toggle(Feather.INFO, "toolbar.detail", Shortcut.DETAIL, panels::toggleDetail),
                        parts.menu());
        ResponsiveBar.below(ROOM_FOR_ALL, this, List.of(parts.sorting()), List.of());
        ResponsiveBar.below(ROOM_FOR_WORDS, this, List.of(parts.upload()), List.of(whole, size));
    }

    private static Node sizeSlider(DoubleProperty tileSize) {
        var slider = new Slider(GalleryViewModel.SMALLEST_TILE, GalleryViewModel.LARGEST_TILE, 0);
        slider.valueProperty().bindBidirectional(tileSize);
        slider.setPrefWidth(110);
        slider.setMinWidth(70);
        slider.setAccessibleText(Messages.text("toolbar.size"));
        slider.setTooltip(new Tooltip(Messages.text("toolbar.size")));
        return slider;
    }

    private static Node wholePictures(BooleanProperty whole) {
        var button = styled(new ToggleButton(null, Icons.of(Feather.LAYOUT)), "icon-button", "flat");
        String what = Shortcut.WHOLE_PICTURES.tip();
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.selectedProperty().bindBidirectional(whole);
        return button;
    }

    private static Node toggle(Feather icon, String key, Shortcut shortcut, Runnable toggle) {
        return Icons.button(icon, Messages.text(key, ShownKeys.text(shortcut.keys())), toggle);
    }
}

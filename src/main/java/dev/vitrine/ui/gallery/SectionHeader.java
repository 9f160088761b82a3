package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;

/// The month of a section and how many images it has; a click selects them, the right button opens their menu.
final class SectionHeader extends HBox {
    private final Label month = Labels.of("", "large", "strong");
    private final Label count = Labels.of("", "small", "muted");
    private Optional<Section> shown = Optional.empty();

    /// What can be done with a header.
    interface OnSection {
        void click(Section section, boolean shift, boolean shortcut);

        void showMenu(Section section, Point2D onScreen);
    }

    SectionHeader(OnSection act) {
        getStyleClass().add("gallery-header");
        month.setMinWidth(0);
        count.setMinWidth(0);
        getChildren().setAll(month, count);
        setAlignment(Pos.BASELINE_LEFT);
        Tooltip.install(this, new Tooltip(Messages.text("gallery.header.select")));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                shown.ifPresent(section -> act.click(section, event.isShiftDown(), event.isShortcutDown()));
            }
            event.consume();
        });
        setOnContextMenuRequested(event -> {
            shown.ifPresent(section -> act.showMenu(section, new Point2D(event.getScreenX(), event.getScreenY())));
            event.consume();
        });
    }

    /// Where it is narrow the month has all of the room: part of a number would be another one.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        boolean fits = count.getWidth() >= Math.floor(count.prefWidth(-1));
        count.setVisible(fits);
        if (!fits) {
            month.resize(Math.min(getWidth(), month.prefWidth(-1)), month.getHeight());
        }
    }

    void show(Section section) {
        if (!section.equals(shown.orElse(null))) {
            shown = Optional.of(section);
            month.setText(nameOf(section));
            count.setText(Messages.text("gallery.header.count", section.size()));
        }
    }

    static String nameOf(Section section) {
        return section.month().map(Format::month).orElseGet(() -> Messages.text("gallery.header.undated"));
    }
}

package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/// The month above each section; a click selects the month. A few nodes, re-used while scrolling.
final class SectionHeaders {
    private final Pane wall;
    private final OnClick onClick;
    private final List<HBox> boxes = new ArrayList<>();

    @FunctionalInterface
    interface OnClick {
        void clicked(Section section, boolean shift, boolean shortcut);
    }

    SectionHeaders(Pane wall, OnClick onClick) {
        this.wall = wall;
        this.onClick = onClick;
    }

    void place(List<GalleryLayout.HeaderPlace> headers, double scroll, double width) {
        while (boxes.size() < headers.size()) {
            HBox box = newBox();
            boxes.add(box);
            wall.getChildren().add(box);
        }
        for (int i = 0; i < boxes.size(); i++) {
            HBox box = boxes.get(i);
            box.setVisible(i < headers.size());
            if (i < headers.size()) {
                show(box, headers.get(i).section());
                box.resizeRelocate(
                        Spacing.MARGIN, Math.round(headers.get(i).y() - scroll), box.prefWidth(-1), Spacing.header());
            }
        }
    }

    private HBox newBox() {
        var month = new Label();
        month.getStyleClass().addAll("large", "strong");
        var count = new Label();
        count.getStyleClass().addAll("small", "muted");
        var box = new HBox(month, count);
        box.getStyleClass().add("gallery-header");
        box.setAlignment(Pos.BOTTOM_LEFT);
        Tooltip.install(box, new Tooltip(Messages.text("gallery.header.select")));
        return box;
    }

    private void show(HBox box, Section section) {
        if (section.equals(box.getUserData())) {
            return;
        }
        box.setUserData(section);
        ((Label) box.getChildren().getFirst())
                .setText(section.month().map(Format::month).orElseGet(() -> Messages.text("gallery.header.undated")));
        ((Label) box.getChildren().getLast()).setText(Messages.text("gallery.header.count", section.size()));
        box.setOnMouseClicked(event -> {
            onClick.clicked(section, event.isShiftDown(), event.isShortcutDown());
            event.consume();
        });
    }
}

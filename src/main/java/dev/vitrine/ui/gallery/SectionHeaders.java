package dev.vitrine.ui.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;

/// The header above each section on screen. A few nodes, re-used while scrolling.
final class SectionHeaders {
    private final Pane wall;
    private final SectionHeader.OnSection act;
    private final List<SectionHeader> headers = new ArrayList<>();

    SectionHeaders(Pane wall, SectionHeader.OnSection act) {
        this.wall = wall;
        this.act = act;
    }

    void place(List<GalleryLayout.HeaderPlace> places, double scroll) {
        while (headers.size() < places.size()) {
            var header = new SectionHeader(act);
            headers.add(header);
            wall.getChildren().add(header);
        }
        for (int i = 0; i < headers.size(); i++) {
            SectionHeader header = headers.get(i);
            header.setVisible(i < places.size());
            if (i < places.size()) {
                header.show(places.get(i).section());
                double height = header.prefHeight(-1);
                header.resizeRelocate(
                        Spacing.MARGIN,
                        Math.round(places.get(i).y() - scroll + Spacing.header() - height),
                        header.prefWidth(-1),
                        height);
            }
        }
    }
}

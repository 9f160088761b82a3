package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.controls.PreviewView;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;

/// The picture that stands for an album, its name and description, while the pointer rests on its line.
final class CoverTooltip {
    private static final double EDGE = 180;
    private static final double WIDEST = 260;

    private final AlbumsViewModel albums;
    private final Supplier<String> tag;
    private final PreviewView picture = new PreviewView(PreviewView.Fit.CROPPED, EDGE);
    private final Tooltip tooltip = styled(new Tooltip(), "cover-tooltip");
    private final PreviewLoader loader;
    private String asked = "";

    private CoverTooltip(
            Node line,
            AlbumsViewModel albums,
            Supplier<String> tag,
            Function<Consumer<Preview>, PreviewLoader> loaders) {
        this.albums = albums;
        this.tag = tag;
        loader = loaders.apply(picture.previewProperty()::set);
        picture.setPrefSize(EDGE, EDGE);
        tooltip.setContentDisplay(ContentDisplay.TOP);
        LineWrap.of(tooltip);
        tooltip.setMaxWidth(WIDEST);
        tooltip.showingProperty().subscribe(showing -> {
            if (showing) {
                putBeside(line);
                show();
            } else {
                loader.clear();
            }
        });
    }

    /// @param tag of the album that the line stands for now
    /// @param loaders makes what brings pictures
    static void on(
            Node line,
            Supplier<String> tag,
            AlbumsViewModel albums,
            Function<Consumer<Preview>, PreviewLoader> loaders) {
        Tooltip.install(line, new CoverTooltip(line, albums, tag, loaders).tooltip);
    }

    /// Not over the lines that follow.
    private void putBeside(Node line) {
        Bounds there = line.localToScreen(line.getLayoutBounds());
        tooltip.setX(there.getMaxX());
        tooltip.setY(there.getMinY());
    }

    private void show() {
        String now = tag.get();
        asked = now;
        String description = albums.descriptionOf(now);
        tooltip.setText(AlbumsViewModel.nameOf(now) + (description.isEmpty() ? "" : "\n" + description));
        albums.findCover(now, found -> {
            if (asked.equals(now) && tooltip.isShowing()) {
                tooltip.setGraphic(found.isPresent() ? picture : null);
                found.ifPresent(loader::show);
            }
        });
    }
}

package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Flag;
import dev.vitrine.image.Rating;
import dev.vitrine.ui.controls.FlagMark;
import dev.vitrine.ui.controls.Heart;
import java.util.Collection;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Flag, stars and heart of a tile, only those it has.
final class TileMarks extends HBox {
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

    TileMarks() {
        super(2);
        getStyleClass().add("tile-marks");
        setAlignment(Pos.CENTER_LEFT);
        setMouseTransparent(true);
    }

    static boolean areOn(Collection<String> tags) {
        return Flag.of(tags) != Flag.NONE || Rating.of(tags) > 0 || Rating.isFavorite(tags);
    }

    void show(Collection<String> tags) {
        getChildren().clear();
        if (Flag.of(tags) != Flag.NONE) {
            getChildren().add(new FlagMark(Flag.of(tags)));
        }
        for (int i = 0; i < Rating.of(tags); i++) {
            var star = styled(new Region(), "star");
            add(star);
        }
        if (Rating.isFavorite(tags)) {
            add(Heart.shape());
        }
    }

    private void add(Region mark) {
        mark.pseudoClassStateChanged(FULL, true);
        getChildren().add(mark);
    }
}

package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The bar above the gallery: every part of the query as a chip to remove, and how many images of how many are shown.
public final class ChipsView extends HBox {
    private static final PseudoClass EXCLUDED = PseudoClass.getPseudoClass("excluded");

    /// What the chips ask for, before they get all that is left.
    private static final double USUAL_WIDTH = 400;

    private final FilterViewModel filter;
    private final Node place;
    private final FlowPane chips = styled(new FlowPane(), "chips");
    private final Button keep = styled(new Button(), "link", "small");
    private final Button clear = styled(new Button(text("filter.chips.clear")), "link", "small");
    private final Button emptyTrash = styled(new Button(text("toolbar.menu.emptyTrash")), "link", "small");
    private final Label counts = Labels.of("", "counts", "small", "muted");

    /// @param place says where in the gallery one is
    public ChipsView(FilterViewModel filter, Node place) {
        this.filter = filter;
        this.place = place;
        getStyleClass().add("chips-bar");
        setId("chips");
        HBox.setHgrow(chips, Priority.ALWAYS);
        clear.setOnAction(_ -> filter.clearAll());
        keep.setId("keep-shown");
        keep.setOnAction(_ -> filter.offline().ifPresent(this::keepOrNot));
        emptyTrash.setId("empty-trash");
        emptyTrash.setOnAction(_ -> filter.emptyTrash());
        counts.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.TOP_LEFT);
        setMinHeight(USE_PREF_SIZE); // every row of chips stays in sight
        counts.managedProperty().bind(counts.visibleProperty());
        filter.chips().addListener((InvalidationListener) _ -> showChips());
        filter.saved().searches().addListener((InvalidationListener) _ -> nameKeeping());
        filter.countsProperty().subscribe(this::showCounts);
        place.visibleProperty()
                .subscribe(_ -> showCounts(filter.countsProperty().get()));
        showChips();
    }

    private void showChips() {
        int focused = focusedChip();
        List<Chip> shown = filter.chips();
        var nodes = new ArrayList<Node>();
        shown.forEach(chip -> nodes.add(createChip(chip)));
        if (!shown.isEmpty()) {
            nodes.add(clear);
            if (filter.offline().isPresent() && filter.queryProperty().get().scope() == ImageQuery.Scope.LIBRARY) {
                nodes.add(keep);
                nameKeeping();
            }
        }
        if (filter.queryProperty().get().scope() == ImageQuery.Scope.TRASH) {
            nodes.add(emptyTrash);
        }
        chips.getChildren().setAll(nodes);
        chips.setPrefWrapLength(nodes.isEmpty() ? 0 : USUAL_WIDTH);
        getChildren().setAll(shown.isEmpty() ? List.of(place, chips, counts) : List.of(chips, place, counts));
        if (focused >= 0 && !nodes.isEmpty()) {
            focus(Math.min(focused, nodes.size() - 1));
        }
    }

    /// In words as long as there is room for them.
    private void nameKeeping() {
        String what = text(kept().isPresent() ? "offline.no" : "offline.keep");
        boolean isLarge = TextSize.isLarge();
        keep.setText(isLarge ? "" : what);
        keep.setGraphic(isLarge ? Icons.of(kept().isPresent() ? Feather.CLOUD_OFF : Feather.DOWNLOAD_CLOUD) : null);
        keep.setAccessibleText(what);
        keep.setTooltip(isLarge ? new Tooltip(what) : null);
    }

    private Optional<SavedSearch> kept() {
        return filter.saved().like(filter.queryProperty().get()).filter(SavedSearch::isOffline);
    }

    private void keepOrNot(OfflineViewModel offline) {
        kept().ifPresentOrElse(
                        offline::keepNoLonger,
                        () -> offline.keepOffline(filter.queryProperty().get(), filter.suggestedName()));
    }

    private int focusedChip() {
        for (int i = 0; i < chips.getChildren().size(); i++) {
            if (chips.getChildren().get(i).isFocusWithin()) {
                return i;
            }
        }
        return -1;
    }

    private void focus(int index) {
        Node node = chips.getChildren().get(index);
        (node instanceof HBox chip ? chip.getChildren().getLast() : node).requestFocus();
    }

    private HBox createChip(Chip chip) {
        var label = new Label(chip.label());
        label.setMaxWidth(TextSize.of(240));
        Button remove = Icons.button(Feather.X, text("filter.chips.remove", chip.label()), () -> filter.remove(chip));
        var node = styled(new HBox(label, remove), "chip");
        node.pseudoClassStateChanged(EXCLUDED, chip.excluded());
        remove.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DELETE || key.getCode() == KeyCode.BACK_SPACE) {
                filter.remove(chip);
                key.consume();
            }
        });
        return node;
    }

    private void showCounts(FilterCounts shown) {
        ImageQuery query = shown.query();
        boolean unfiltered = query.withScope(ImageQuery.Scope.LIBRARY).isUnfiltered();
        counts.setVisible(shown.areKnown() && (!unfiltered || !place.isVisible()));
        counts.setText(
                unfiltered
                        ? text("filter.chips.all", shown.matching())
                        : text("filter.chips.some", shown.matching(), shown.total()));
    }
}

package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.controls.HistogramView;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is known about the picture, in a corner over it. Titles, descriptions and tags may be of any length: there is
/// as much of them as there is room for, and the facts are always seen.
final class InfoOverlay extends VBox {
    private static final double LINE = 24;

    /// More cannot be read over a picture.
    private static final int LONGEST = 1500;

    private final Label title = cut(Labels.wrapped("", "large", "strong"));
    private final Label description = cut(Labels.wrapped(""));
    private final Label tags = cut(Labels.wrapped("", "muted", "small"));
    private final GridPane facts = new GridPane(12, 4);

    InfoOverlay(InfoViewModel viewModel) {
        super(8);
        getStyleClass().add("info-overlay");
        setAccessibleText(Messages.text("viewer.info.accessible"));
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setPrefWidth(TextSize.of(320));
        setMouseTransparent(true);
        var labels = new ColumnConstraints();
        labels.setMinWidth(USE_PREF_SIZE);
        facts.getColumnConstraints().add(labels);
        var histogram = new HistogramView(Messages.text("detail.histogram.accessible"));
        histogram.setId("viewer-histogram");
        histogram.histogramProperty().bind(viewModel.histogramProperty());
        getChildren().addAll(histogram, title, description, tags, facts);
        visibleProperty()
                .bind(viewModel
                        .showingProperty()
                        .flatMap(showing -> viewModel.imageProperty().map(image -> showing && image.isPresent())));
        viewModel.imageProperty().subscribe(image -> image.ifPresent(this::showImage));
        viewModel.factsProperty().subscribe(this::showFacts);
    }

    private void showImage(ImageRecord image) {
        show(title, image.title());
        show(description, image.description());
        show(tags, RatingText.namesOf(Rating.plain(image.tags())));
    }

    private void showFacts(List<FactSheet.Fact> lines) {
        facts.getChildren().clear();
        for (int row = 0; row < lines.size(); row++) {
            Label label = Labels.wrapped("", "muted", "small");
            label.setText(lines.get(row).label());
            GridPane.setValignment(label, VPos.TOP);
            Label fact = Labels.wrapped("", "small");
            fact.setText(lines.get(row).text());
            facts.addRow(row, label, fact);
        }
    }

    private static void show(Label label, String text) {
        label.setText(DisplayText.shortened(text, LONGEST));
        Nodes.show(label, !text.isBlank());
    }

    /// As high as there is room, with at least a line.
    private static Label cut(Label label) {
        label.setMinHeight(TextSize.of(LINE));
        return label;
    }
}

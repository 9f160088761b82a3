package dev.vitrine.ui.detail;

import dev.vitrine.image.Rating;
import dev.vitrine.image.Tally;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.controls.Heart;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Stars;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Stars and heart of the selected images. Where these differ, the best of them show, paler, and it is said.
final class RatingBar extends HBox {
    private final DetailViewModel viewModel;
    private final ImageCommands commands;
    private final Stars stars = new Stars(this::rate);
    private final Heart heart = new Heart(this::toggleFavorite);
    private final Label mixed = Labels.of(Messages.text("rating.mixed"), "small", "muted");

    RatingBar(DetailViewModel viewModel, ImageCommands commands) {
        super(8);
        this.viewModel = viewModel;
        this.commands = commands;
        getStyleClass().add("rating-bar");
        setAlignment(Pos.CENTER_LEFT);
        stars.setId("detail-stars");
        heart.setId("detail-heart");
        mixed.managedProperty().bind(mixed.visibleProperty());
        getChildren().addAll(stars, heart, mixed);
        viewModel.selectionProperty().subscribe(this::show);
        commands.whenOffersChange(() -> show(viewModel.selectionProperty().get()));
    }

    private void show(ImageSelection imageSelection) {
        Tally tally = imageSelection.tally();
        int best = 0;
        for (int count = Rating.MAX; count > 0 && best == 0; count--) {
            best = tally.having(Rating.tag(count)) > 0 ? count : 0;
        }
        boolean differ = best > 0 && tally.having(Rating.tag(best)) < tally.images();
        stars.show(best, differ);
        heart.show(isFavorite());
        mixed.setVisible(differ);
        setDisable(imageSelection.isInTrash() || !commands.offers(ImageAction.FAVORITE));
    }

    private void rate(int count) {
        commands.run(ImageAction.rating(count), viewModel.targets());
    }

    private boolean isFavorite() {
        Tally tally = viewModel.selectionProperty().get().tally();
        return tally.images() > 0 && tally.having(Rating.FAVORITE) == tally.images();
    }

    private void toggleFavorite() {
        commands.run(ImageAction.FAVORITE, viewModel.targets());
    }
}

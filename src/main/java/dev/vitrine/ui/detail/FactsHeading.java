package dev.vitrine.ui.detail;

import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Over what is known of an image, with what sets it right.
final class FactsHeading extends HBox {
    FactsHeading(DetailViewModel viewModel, ImageCommands commands) {
        super(4);
        setAlignment(Pos.CENTER_LEFT);
        Label title = Labels.of(Messages.text("detail.facts.title"), "strong");
        ImageAction action = ImageAction.CORRECT_TIME;
        Button correct = Icons.button(action.icon(), action.alone(), () -> commands.run(action, viewModel.targets()));
        correct.setId("detail-correct-time");
        getChildren().addAll(title, correct);
        Runnable show = () -> correct.setVisible(commands.offers(action, viewModel.targets()));
        viewModel.selectionProperty().subscribe(_ -> show.run());
        commands.whenOffersChange(show);
    }
}

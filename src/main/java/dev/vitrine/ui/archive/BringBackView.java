package dev.vitrine.ui.archive;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.archive.RetrievalOffer;
import dev.vitrine.store.BringBack;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card on which one chooses how to bring originals back.
public final class BringBackView extends VBox {
    private final BringBackViewModel viewModel;
    private final Label title = Labels.wrapped("", "large", "strong");
    private final Label explained = Labels.wrapped("");
    private final VBox offers = new VBox(8);
    private final Node stay;
    private final Label caveat = Labels.wrapped("", "small", "muted");
    private final Button bringBack = styled(new Button(text("archive.do")), "accent");

    public BringBackView(BringBackViewModel viewModel) {
        this.viewModel = viewModel;
        setId("bring-back");
        setSpacing(16);
        setMaxWidth(TextSize.of(520));
        stay = createStay();
        getChildren().addAll(title, new FormFields(explained, offers, stay, caveat), createFoot());
        viewModel.imagesProperty().subscribe(_ -> show());
        viewModel.openProperty().subscribe(_ -> show());
        viewModel.daysProperty().subscribe((_, _) -> show());
    }

    private void show() {
        title.setText(viewModel.heading());
        explained.setText(viewModel.explanation());
        var group = new ToggleGroup();
        offers.getChildren()
                .setAll(viewModel.offers().stream()
                        .map(offer -> choice(offer, group))
                        .toList());
        Nodes.show(stay, viewModel.takesDays());
        caveat.setText(viewModel.caveat());
        Nodes.show(caveat, !viewModel.caveat().isEmpty());
    }

    private RadioButton choice(RetrievalOffer offer, ToggleGroup group) {
        var choice = new RadioButton(viewModel.text(offer));
        choice.setId("bring-back-" + offer.tier().name().toLowerCase(Locale.ROOT));
        LineWrap.of(choice);
        choice.setMinHeight(Region.USE_PREF_SIZE);
        choice.setToggleGroup(group);
        choice.setSelected(viewModel.tierProperty().get() == offer.tier());
        choice.setOnAction(_ -> viewModel.tierProperty().set(offer.tier()));
        return choice;
    }

    private Node createStay() {
        var days = new Spinner<Integer>(
                1, BringBack.MAX_DAYS, viewModel.daysProperty().get());
        days.setId("bring-back-days");
        days.setEditable(true);
        days.setPrefWidth(96);
        days.getEditor().setAccessibleText(text("archive.days.accessible"));
        days.valueProperty().subscribe(value -> {
            if (value != null) {
                viewModel.daysProperty().set(value);
            }
        });
        viewModel.daysProperty().subscribe(value -> days.getValueFactory().setValue(value.intValue()));
        var before = new Label(text("archive.days.before"));
        before.setLabelFor(days);
        var line = new FlowPane(8, 4, before, days, new Label(text("archive.days.after")));
        line.setRowValignment(VPos.CENTER);
        return line;
    }

    private Node createFoot() {
        var cancel = new Button(text("dialogs.cancel"));
        cancel.setOnAction(_ -> viewModel.close());
        bringBack.setId("bring-back-do");
        bringBack.setOnAction(_ -> viewModel.bringBack());
        var foot = new HBox(8, cancel, bringBack);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    /// Where one begins.
    public Node first() {
        return bringBack;
    }
}

package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The receipts over the window: on the left the newest drops, on the right one of them, adding up and file by file
/// with its SHA-256.
public final class ReceiptsView extends StackPane {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double ROW = 28;

    private final ReceiptsViewModel receipts;
    private final ListView<Receipt> drops = new ListView<>();
    private final ListView<Integer> lines = new ListView<>(new Indices());
    private boolean showing;

    public ReceiptsView(ReceiptsViewModel receipts) {
        this.receipts = receipts;
        getStyleClass().addAll("upload-form", "receipts");
        setId("receipts");
        createDrops();
        createLines();
        var right = styled(new VBox(createSum(), lines), "receipt");
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        var both = styled(new HBox(drops, right), "both");
        VBox.setVgrow(both, Priority.ALWAYS);
        Label title = Labels.of(text("receipt.title"), "large", "strong");
        var card = styled(new VBox(title, both, createFoot()), "card");
        card.setMaxSize(1120, 640);
        getChildren().add(card);
        receipts.receiptsProperty().subscribe(this::show);
        receipts.selectedProperty()
                .subscribe(selected -> ((Indices) lines.getItems())
                        .setSize(selected.map(Receipt::selected).orElse(0L).intValue()));
    }

    private void createDrops() {
        drops.setCellFactory(_ -> new DropCell());
        drops.setMinWidth(TextSize.of(176));
        drops.setPrefWidth(Math.max(248, TextSize.of(176)));
        drops.setAccessibleText(text("receipt.drops"));
        drops.setPlaceholder(placeholder("receipt.reading"));
        drops.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (!showing && chosen != null) {
                receipts.select(Optional.of(chosen));
            }
        });
    }

    private void show(Optional<List<Receipt>> all) {
        showing = true;
        drops.getItems().setAll(all.orElse(List.of()));
        if (all.isPresent()) {
            drops.setPlaceholder(placeholder("receipt.none"));
        }
        Optional<Receipt> selected = receipts.selectedProperty().get();
        drops.getItems().stream()
                .filter(receipt -> selected.isEmpty()
                        || receipt.batchId() == selected.get().batchId())
                .findFirst()
                .ifPresent(drops.getSelectionModel()::select);
        showing = false;
    }

    private static Label placeholder(String key) {
        Label label = Labels.of(text(key), "muted", "none");
        LineWrap.of(label);
        return label;
    }

    private Node createSum() {
        Label sum = Labels.wrapped(
                receipts.selectedProperty()
                        .map(selected -> selected.map(ReceiptTexts::sum).orElse("")),
                "strong");
        sum.setId("receipt-sum");
        Label facts = Labels.of(
                receipts.selectedProperty()
                        .map(selected -> selected.map(ReceiptTexts::facts).orElse("")),
                "small",
                "muted");
        return new VBox(4, sum, facts);
    }

    private void createLines() {
        lines.setFixedCellSize(TextSize.of(ROW));
        lines.setId("receipt-lines");
        lines.setCellFactory(_ -> new ReceiptCell(receipts));
        lines.setPlaceholder(new Label());
        lines.setAccessibleText(text("receipt.lines"));
        lines.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            Integer focused = lines.getFocusModel().getFocusedItem();
            if (COPY.match(key) && focused != null) {
                receipts.line(focused).ifPresent(receipts::copy);
                key.consume();
            }
        });
        VBox.setVgrow(lines, Priority.ALWAYS);
    }

    private Node createFoot() {
        Label note = Labels.of(receipts.noteProperty(), "small", "note");
        note.setMinWidth(0);
        LineWrap.of(note);
        HBox.setHgrow(note, Priority.ALWAYS);
        note.setMaxWidth(Double.MAX_VALUE);
        receipts.troubledProperty().subscribe(troubled -> note.pseudoClassStateChanged(TROUBLE, troubled));
        var copy = new Button(text("receipt.copy"), Icons.of(Feather.COPY));
        copy.setId("receipt-copy");
        copy.setOnAction(_ -> receipts.copy());
        var save = new Button(text("receipt.save"), Icons.of(Feather.DOWNLOAD));
        save.setId("receipt-save");
        save.setOnAction(_ -> receipts.save());
        var close = new Button(text("dialogs.close"));
        close.setId("receipt-close");
        close.setOnAction(_ -> receipts.close());
        for (Button button : List.of(copy, save)) {
            button.disableProperty().bind(receipts.selectedProperty().map(Optional::isEmpty));
        }
        for (Button button : List.of(copy, save, close)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        var foot = styled(new HBox(note, copy, save, close), "foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) { // which a list would keep for itself
                receipts.close();
                key.consume();
            }
        });
        Modal.hold(this, receipts.openProperty(), drops, () -> {}, receipts::close);
        return foot;
    }

    /// One drop: when, and how many for whom.
    private static final class DropCell extends ListCell<Receipt> {
        private final Label when = new Label();
        private final Label what = new Label();
        private final VBox box = new VBox(when, what);

        DropCell() {
            what.getStyleClass().addAll("small", "muted");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Receipt receipt, boolean empty) {
            super.updateItem(receipt, empty);
            if (empty || receipt == null) {
                setGraphic(null);
                return;
            }
            when.setText(Format.time(receipt.addedAt()));
            what.setText(ReceiptTexts.label(receipt));
            setAccessibleText(when.getText() + ", " + what.getText());
            setGraphic(box);
        }
    }
}

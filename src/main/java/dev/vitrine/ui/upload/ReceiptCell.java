package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A file of a receipt: what became of it, its size and the SHA-256 of what was stored, or the reason why nothing was.
final class ReceiptCell extends ListCell<Integer> {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private static final double NAME = 184;

    private final ReceiptsViewModel receipts;
    private final FontIcon icon = Icons.of(Feather.CLOCK);
    private final Label name = Labels.of("", "small", "name");
    private final Label size = Labels.of("", "small", "muted");
    private final Label proof = new Label();
    private final HBox line = styled(new HBox(icon, name, size, proof), "line");
    private final Tooltip whole = new Tooltip();

    ReceiptCell(ReceiptsViewModel receipts) {
        this.receipts = receipts;
        line.setAlignment(Pos.CENTER_LEFT);
        name.setPrefWidth(TextSize.of(NAME)); // takes what the checksums leave
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // files of one drop often begin alike
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        size.setMinWidth(TextSize.of(64));
        size.setAlignment(Pos.CENTER_RIGHT);
        proof.getStyleClass().add("proof");
        proof.setMinWidth(0);
        setPrefWidth(0);
        receipts.revisionProperty().subscribe((_, _) -> show());
    }

    @Override
    protected void updateItem(Integer index, boolean empty) {
        super.updateItem(index, empty);
        show();
    }

    private void show() {
        Optional<UploadItem> item = isEmpty() || getItem() == null ? Optional.empty() : receipts.line(getItem());
        if (item.isEmpty()) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        show(item.get());
    }

    private void show(UploadItem item) {
        String said = UploadTexts.said(item);
        boolean isProof = (item.state() == UploadState.DONE || item.state() == UploadState.DUPLICATE)
                && item.cause() == Cause.NONE;
        icon.setIconCode(UploadCell.icon(item));
        name.setText(UploadTexts.name(item));
        size.setText(UploadTexts.size(item));
        proof.setText(isProof ? item.sha256() : said);
        // A checksum gives up room first, a reason does not.
        name.setMinWidth(TextSize.of(isProof ? NAME : 112));
        proof.setPrefWidth(isProof ? Region.USE_COMPUTED_SIZE : 440);
        proof.getStyleClass().removeAll("mono");
        if (isProof) {
            proof.getStyleClass().add("mono");
        }
        pseudoClassStateChanged(TROUBLE, UploadCell.isProblem(item));
        pseudoClassStateChanged(DONE, isProof && item.state() == UploadState.DONE);
        whole.setText(text("receipt.line.whole", item.file().toString(), said, item.sha256()));
        setTooltip(whole);
        setAccessibleText(text("receipt.line.accessible", item.name(), said, item.sha256()));
        setGraphic(line);
    }
}

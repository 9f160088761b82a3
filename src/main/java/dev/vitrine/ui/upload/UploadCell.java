package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line of the upload list: state as icon and text, name, progress or reason, size, and what one can do with it.
final class UploadCell extends ListCell<Integer> {
    private static final double ROOM_FOR_SIZE = 520;
    private static final double NAME_SHARE = 0.4; // to the reason's 0.6
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final UploadListViewModel uploads;
    private final FontIcon icon = Icons.of(Feather.CLOCK);
    private final Label name = Labels.of("", "name");
    private final Label state = Labels.of("", "state", "small");
    private final ProgressBar progress = new ProgressBar();
    private final Label size = Labels.of("", "small", "muted");
    private final Button retry = Icons.button(Feather.ROTATE_CW, text("dialogs.again"), () -> onItem(this::retry));
    private final Button remove =
            Icons.button(Feather.X, text("upload.item.cancel"), () -> onItem(this::cancelOrDismiss));
    private final Tooltip whole = new Tooltip();
    private final HBox verbs = styled(new HBox(retry, remove), "verbs");
    private final HBox line = styled(new HBox(icon, name, progress, state, size, verbs), "line");
    private final Label title = Labels.of("", "small", "strong");
    private final Label number = Labels.of("", "small", "muted");
    private final HBox heading = styled(new HBox(title, number), "heading");

    UploadCell(UploadListViewModel uploads) {
        this.uploads = uploads;
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.setAlignment(Pos.CENTER_LEFT);
        heading.setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.prefWidthProperty().bind(widthProperty().map(width -> width.doubleValue() * NAME_SHARE));
        state.setMinWidth(0);
        state.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(state, Priority.ALWAYS);
        size.setMinWidth(Region.USE_PREF_SIZE);
        progress.setMinWidth(96);
        progress.setPrefWidth(96);
        prefWidthProperty().set(0); // as wide as the list, never wider: long names end in an ellipsis
        uploads.revisionProperty().subscribe((_, _) -> show());
    }

    @Override
    protected void updateItem(Integer index, boolean empty) {
        super.updateItem(index, empty);
        show();
    }

    private void show() {
        if (isEmpty()
                || getItem() == null
                || getItem() >= uploads.rowCountProperty().get()) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        UploadRow row = uploads.row(getItem());
        pseudoClassStateChanged(HEADING, row instanceof UploadRow.Heading);
        switch (row) {
            case UploadRow.Heading(UploadGroup group) -> showHeading(group);
            case UploadRow.Line(UploadItem item) -> showItem(item);
            case UploadRow.Coming() -> setGraphic(null);
        }
    }

    private void showHeading(UploadGroup group) {
        title.setText(UploadTexts.heading(group));
        number.setText(Format.count(group.files()));
        pseudoClassStateChanged(TROUBLE, group.isProblem());
        setAccessibleText(text("upload.group.accessible", title.getText(), group.files()));
        setTooltip(null);
        setGraphic(heading);
    }

    private void showItem(UploadItem item) {
        String said = UploadTexts.said(item);
        icon.setIconCode(icon(item));
        name.setText(UploadTexts.name(item));
        state.setText(said);
        Nodes.show(progress, item.state() == UploadState.SENDING);
        progress.setProgress(item.sizeBytes() == 0 ? 0 : (double) item.sentBytes() / item.sizeBytes());
        size.setText(UploadTexts.size(item));
        Nodes.show(size, item.state() != UploadState.SENDING && getWidth() >= ROOM_FOR_SIZE);
        Nodes.show(retry, item.state() == UploadState.FAILED || item.state() == UploadState.CANCELLED);
        String removing = text(item.state().isFinal() ? "upload.item.dismiss" : "upload.item.cancel");
        remove.setAccessibleText(removing);
        remove.getTooltip().setText(removing);
        pseudoClassStateChanged(TROUBLE, isProblem(item));
        pseudoClassStateChanged(DONE, item.state() == UploadState.DONE && !isDamaged(item));
        setAccessibleText(text("upload.item.accessible", item.name(), said));
        whole.setText(text("upload.item.whole", item.file().toString(), said));
        setTooltip(whole);
        setGraphic(line);
    }

    private void onItem(Consumer<UploadItem> action) {
        if (getItem() != null && uploads.row(getItem()) instanceof UploadRow.Line(UploadItem item)) {
            action.accept(item);
        }
    }

    private void retry(UploadItem item) {
        uploads.retry(item);
    }

    private void cancelOrDismiss(UploadItem item) {
        if (item.state().isFinal()) {
            uploads.dismiss(item);
        } else {
            uploads.cancel(item);
        }
    }

    /// What is no image was left out; what is stored and not whole needs a look.
    static boolean isProblem(UploadItem item) {
        return item.state().isTrouble() && item.cause() != Cause.NOT_AN_IMAGE || isDamaged(item);
    }

    private static boolean isDamaged(UploadItem item) {
        return item.state() == UploadState.DONE && item.cause() == Cause.DAMAGED;
    }

    static Feather icon(UploadItem item) {
        return isDamaged(item) ? Feather.ALERT_TRIANGLE : icon(item.state());
    }

    private static Feather icon(UploadState state) {
        return switch (state) {
            case WAITING -> Feather.CLOCK;
            case HASHING -> Feather.EYE;
            case SENDING -> Feather.UPLOAD;
            case DONE -> Feather.CHECK_CIRCLE;
            case DUPLICATE -> Feather.COPY;
            case REFUSED -> Feather.SLASH;
            case FAILED -> Feather.ALERT_TRIANGLE;
            case CANCELLED -> Feather.X_CIRCLE;
        };
    }
}

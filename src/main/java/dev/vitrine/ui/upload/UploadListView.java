package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The panel that lists every file under way, troubles first, and what one can do about all of them.
public final class UploadListView extends VBox {
    private static final double ROW = 32;
    private static final double SMALLEST = 160;
    private static final double LARGEST_SHARE = 0.45;
    /// Below this the buttons show their icons only, and say the rest in tooltips.
    private static final double ROOM_FOR_WORDS = 960;
    /// Beside all words; the status bar below has one, too.
    private static final double ROOM_FOR_BAR = 1400;

    private final UploadListViewModel uploads;
    private final ListView<Integer> list = new ListView<>(new Indices());
    private final Button pause = button("upload.list.pause", Feather.PAUSE);
    private final Button cancelAll = button("upload.list.cancelAll", Feather.X);
    private final Button retry = button("upload.list.retryFailed", Feather.ROTATE_CW);
    private final Button clear = button("upload.list.clear", Feather.CHECK);
    private final Button clearTroubles = button("upload.list.clearTroubles", Feather.CHECK);
    private final Label problem = Labels.wrapped("", "queue-problem", "small");

    /// @param onReceipts shows what became of each drop
    /// @param onHide puts the panel away
    public UploadListView(UploadListViewModel uploads, Runnable onReceipts, Runnable onHide) {
        this.uploads = uploads;
        getStyleClass().add("upload-list");
        setId("upload-list");
        // However many files there are, most of the window stays the gallery's.
        maxHeightProperty()
                .bind(sceneProperty()
                        .flatMap(Scene::heightProperty)
                        .map(height -> Math.max(SMALLEST, height.doubleValue() * LARGEST_SHARE))
                        .orElse(SMALLEST));
        createList();
        getChildren().addAll(createHeader(onReceipts, onHide), problem, list);
        uploads.snapshotProperty().subscribe(this::show);
    }

    private HBox createHeader(Runnable onReceipts, Runnable onHide) {
        var bar = new ProgressBar();
        bar.progressProperty().bind(uploads.fractionProperty());
        bar.setAccessibleText(text("upload.list.progress"));
        bar.setMinWidth(80);
        Label progress = Labels.of(uploads.progressTextProperty(), "strong");
        progress.setMinWidth(0);
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        pause.setOnAction(_ -> uploads.pauseOrResume());
        cancelAll.setOnAction(_ -> uploads.cancelAll());
        retry.setOnAction(_ -> uploads.retryFailed());
        clear.setOnAction(_ -> uploads.clearFinished());
        clearTroubles.setOnAction(_ -> uploads.clearTroubles());
        Button hide = Icons.button(Feather.CHEVRON_DOWN, text("upload.list.hide"), onHide);
        hide.setId("hide-uploads");
        Button receipts = Icons.button(Feather.FILE_TEXT, text("upload.list.receipts"), onReceipts);
        receipts.setId("show-receipts");
        var header = styled(
                new HBox(progress, bar, retry, pause, cancelAll, clear, clearTroubles, receipts, hide), "header");
        header.setAlignment(Pos.CENTER_LEFT);
        widthProperty()
                .map(width -> width.doubleValue() < TextSize.of(ROOM_FOR_WORDS))
                .subscribe(narrow -> {
                    for (Button button : List.of(retry, pause, cancelAll, clear, clearTroubles)) {
                        button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
                    }
                });
        widthProperty().subscribe(width -> Nodes.show(bar, width.doubleValue() >= TextSize.of(ROOM_FOR_BAR)));
        return header;
    }

    private void createList() {
        list.setFixedCellSize(TextSize.of(ROW));
        list.setCellFactory(_ -> new UploadCell(uploads));
        list.setPlaceholder(new Label(text("upload.list.empty")));
        list.setAccessibleText(text("upload.list.accessible"));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        VBox.setVgrow(list, Priority.ALWAYS);
        uploads.rowCountProperty().subscribe(count -> ((Indices) list.getItems()).setSize(count.intValue()));
    }

    private void pressed(KeyEvent key) {
        Integer focused = list.getFocusModel().getFocusedItem();
        if (focused == null || !(uploads.row(focused) instanceof UploadRow.Line(var item))) {
            return;
        }
        switch (key.getCode()) {
            case DELETE, BACK_SPACE -> {
                if (item.state().isFinal()) {
                    uploads.dismiss(item);
                } else {
                    uploads.cancel(item);
                }
                key.consume();
            }
            case ENTER -> {
                if (item.state() == UploadState.FAILED || item.state() == UploadState.CANCELLED) {
                    uploads.retry(item);
                    key.consume();
                }
            }
            default -> {}
        }
    }

    private void show(UploadSnapshot now) {
        boolean idle = now.totals().isIdle();
        boolean failed = now.totals().files(UploadState.FAILED) > 0;
        boolean finished = UploadGroup.GroupKind.FINISHED.states().stream()
                .anyMatch(state -> now.totals().files(state) > 0);
        pause.setText(text(now.paused() ? "upload.list.resume" : "upload.list.pause"));
        pause.setGraphic(Icons.of(now.paused() ? Feather.PLAY : Feather.PAUSE));
        Nodes.show(pause, !idle || now.paused());
        Nodes.show(cancelAll, !idle);
        Nodes.show(retry, failed);
        Nodes.show(clear, finished);
        Nodes.show(clearTroubles, idle && now.problems() + now.leftOut() > 0);
        problem.setText(
                now.held().isPresent() && now.problem().isEmpty()
                        ? now.held()
                                .map(held -> text(
                                        "upload.list.waiting",
                                        Format.time(held.since()),
                                        Sentences.text(held.reason())))
                                .orElse("")
                        : Sentences.text(now.problem()));
        Nodes.show(problem, !problem.getText().isEmpty());
    }

    private static Button button(String key, Feather icon) {
        var button = styled(new Button(text(key), Icons.of(icon)), "flat", "small", "action");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip());
        button.getTooltip().textProperty().bind(button.textProperty());
        button.accessibleTextProperty().bind(button.textProperty());
        return button;
    }
}

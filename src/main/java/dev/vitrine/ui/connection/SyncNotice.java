package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.TextSize;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the gallery's place while a cloud library has not been read once: nothing to show does not mean that it is
/// empty.
public final class SyncNotice extends VBox {
    private final SyncStatusViewModel sync;
    private final Runnable editConnection;

    /// @param empty the gallery has nothing to show
    /// @param editConnection opens the form of this connection, to correct it or to set it up
    public SyncNotice(SyncStatusViewModel sync, ObservableValue<Boolean> empty, Runnable editConnection) {
        this.sync = sync;
        this.editConnection = editConnection;
        getStyleClass().addAll("gallery-state", "sync-notice");
        setId("sync-notice");
        ObservableValue<Boolean> unread = sync.unreadProperty();
        visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> unread.getValue() && empty.getValue(), unread, empty));
        managedProperty().bind(visibleProperty());
        sync.statusProperty().subscribe(this::show);
    }

    private void show(MirrorStatus now) {
        boolean offline = now.state() == SyncState.OFFLINE;
        var hero = new Label(null, Icons.of(offline ? Feather.CLOUD_OFF : Feather.DOWNLOAD_CLOUD));
        hero.getStyleClass().add("hero");
        var title = new Label(text(offline ? "sync.notice.offline" : "sync.notice.filling"));
        title.getStyleClass().addAll("huge", "strong");
        var reason = new Label(offline ? Sentences.text(now.reason()) : text("sync.filling", now.read()));
        reason.getStyleClass().add("explanation");
        reason.setWrapText(true);
        reason.setMaxWidth(TextSize.of(480));
        getChildren().setAll(hero, title, reason);
        if (offline) {
            var again = new Button(text("sync.notice.retry"));
            again.getStyleClass().add("accent");
            again.setOnAction(_ -> sync.lookNow());
            var edit = new Button(text("sync.notice.edit"));
            edit.setOnAction(_ -> editConnection.run());
            var buttons = new FlowPane(8, 8, again, edit);
            buttons.setAlignment(Pos.CENTER);
            getChildren().add(buttons);
        }
    }
}

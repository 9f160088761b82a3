package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.ui.controls.StatePage;
import dev.vitrine.ui.support.Sentences;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the gallery's place while a cloud library has not been read once: nothing to show does not mean that it is
/// empty.
public final class SyncNotice extends StackPane {
    private static final double TEXT_WIDTH = 480;

    private final SyncStatusViewModel sync;
    private final Runnable editConnection;
    private final StatePage page = new StatePage();
    private Said said = new Said(false, "");

    /// @param empty the gallery has nothing to show
    /// @param editConnection opens the form of this connection, to correct it or to set it up
    public SyncNotice(SyncStatusViewModel sync, ObservableValue<Boolean> empty, Runnable editConnection) {
        this.sync = sync;
        this.editConnection = editConnection;
        getChildren().add(page);
        setId("sync-notice");
        ObservableValue<Boolean> unread = sync.unreadProperty();
        visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> unread.getValue() && empty.getValue(), unread, empty));
        managedProperty().bind(visibleProperty());
        sync.statusProperty().subscribe(this::show);
    }

    private record Said(boolean offline, String why) {
        static Said of(MirrorStatus status) {
            return status.state() == SyncState.OFFLINE
                    ? new Said(true, Sentences.text(status.reason()))
                    : new Said(false, text("sync.filling", status.read()));
        }
    }

    /// Only what says something else takes the place of what stands there, so that whoever reads on below or has
    /// the focus there keeps it; a reason stays until something has come.
    private void show(MirrorStatus now) {
        Said next = Said.of(now);
        if (next.equals(said) || said.offline() && !next.offline() && now.read() == 0) {
            return;
        }
        said = next;
        var parts = new ArrayList<Node>(List.of(
                StatePage.hero(said.offline() ? Feather.CLOUD_OFF : Feather.DOWNLOAD_CLOUD),
                StatePage.title(text(said.offline() ? "sync.notice.offline" : "sync.notice.filling")),
                StatePage.explanation(said.why(), TEXT_WIDTH)));
        if (said.offline()) {
            var again = new Button(text("sync.notice.retry"));
            again.getStyleClass().add("accent");
            again.setOnAction(_ -> sync.lookNow());
            var edit = new Button(text("sync.notice.edit"));
            edit.setOnAction(_ -> editConnection.run());
            var buttons = new FlowPane(8, 8, again, edit);
            buttons.setAlignment(Pos.CENTER);
            parts.add(buttons);
        }
        page.setParts(parts.toArray(Node[]::new));
    }
}

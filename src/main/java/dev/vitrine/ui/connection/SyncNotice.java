package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.mirror.FirstReading;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.ui.controls.StatePage;
import dev.vitrine.ui.support.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Runnable chooseScope;
    private final StatePage page = new StatePage();
    private Said said = new Said(false, Optional.empty(), "");

    /// @param empty the gallery has nothing to show
    /// @param editConnection opens the form of this connection, to correct it or to set it up
    /// @param chooseScope asks which images are read
    public SyncNotice(
            SyncStatusViewModel sync, ObservableValue<Boolean> empty, Runnable editConnection, Runnable chooseScope) {
        this.sync = sync;
        this.editConnection = editConnection;
        this.chooseScope = chooseScope;
        getChildren().add(page);
        setId("sync-notice");
        ObservableValue<Boolean> unread = sync.unreadProperty();
        showWhen(this, Bindings.createBooleanBinding(() -> unread.getValue() && empty.getValue(), unread, empty));
        sync.statusProperty().subscribe(this::show);
    }

    private record Said(boolean offline, Optional<FirstReading> asks, String why) {
        static Said of(MirrorStatus status) {
            return status.state() == SyncState.OFFLINE
                    ? new Said(true, status.asks(), Sentences.text(status.reason()))
                    : new Said(false, Optional.empty(), text("sync.filling", status.read()));
        }
    }

    /// Only what says something else takes the place of what stands there, so that whoever reads on below or has
    /// the focus there keeps it; a reason stays until something has come.
    private void show(MirrorStatus now) {
        Said next = Said.of(now);
        boolean isAgreed = said.asks().isPresent() && !next.offline();
        if (next.equals(said) || said.offline() && !next.offline() && now.read() == 0 && !isAgreed) {
            return;
        }
        said = next;
        if (next.asks().isPresent()) {
            ask(next.asks().get());
            return;
        }
        var parts = new ArrayList<Node>(List.of(
                StatePage.hero(said.offline() ? Feather.CLOUD_OFF : Feather.DOWNLOAD_CLOUD),
                StatePage.title(text(said.offline() ? "sync.notice.offline" : "sync.notice.filling")),
                StatePage.explanation(said.why(), TEXT_WIDTH)));
        if (said.offline()) {
            var again = styled(new Button(text("dialogs.again")), "accent");
            again.setOnAction(_ -> sync.lookNow());
            var edit = new Button(text("sync.notice.edit"));
            edit.setOnAction(_ -> editConnection.run());
            parts.add(buttons(again, edit));
        }
        page.setParts(parts.toArray(Node[]::new));
    }

    /// Before much is read.
    private void ask(FirstReading reading) {
        var edit = new Button(text("sync.notice.edit"));
        edit.setOnAction(_ -> editConnection.run());
        var read = styled(new Button(text("sync.asks.act")), "accent");
        read.setOnAction(_ -> sync.agree());
        var some = new Button(text("sync.scope.choose"));
        some.setId("scope-choose");
        some.setOnAction(_ -> chooseScope.run());
        if (reading.isTooLarge()) {
            some.getStyleClass().add("accent");
        }
        page.setParts(
                StatePage.hero(Feather.DATABASE),
                StatePage.title(SyncStatusViewModel.title(reading)),
                StatePage.explanation(sync.explanation(reading), TEXT_WIDTH),
                reading.isTooLarge() ? buttons(some, edit) : buttons(read, some, edit));
    }

    private static Node buttons(Button... buttons) {
        var row = new FlowPane(8, 8, buttons);
        row.setAlignment(Pos.CENTER);
        return row;
    }
}

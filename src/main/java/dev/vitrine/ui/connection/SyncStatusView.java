package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Sentences;
import dev.vitrine.ui.support.TextSize;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// How far a cloud library is mirrored, in the status bar; a click looks at once.
public final class SyncStatusView extends Button {
    private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");

    private final Tooltip tip = new Tooltip();

    public SyncStatusView(SyncStatusViewModel sync) {
        getStyleClass().addAll("flat", "small", "sync-status");
        setId("sync-status");
        setMinWidth(Region.USE_PREF_SIZE);
        setMnemonicParsing(false);
        LineWrap.of(tip);
        tip.setMaxWidth(TextSize.of(480));
        setTooltip(tip);
        textProperty().bind(sync.sentenceProperty());
        setOnAction(_ -> sync.lookNow());
        sync.statusProperty().subscribe(this::show);
    }

    private void show(MirrorStatus now) {
        setGraphic(Icons.of(
                switch (now.state()) {
                    case FILLING -> Feather.DOWNLOAD_CLOUD;
                    case LIVE -> Feather.CHECK;
                    case WAITING -> Feather.CLOUD;
                    case OFFLINE -> now.asks().isPresent() ? Feather.CLOUD : Feather.CLOUD_OFF;
                }));
        pseudoClassStateChanged(
                OFFLINE, now.state() == SyncState.OFFLINE && now.asks().isEmpty());
        String looks = now.asks().isPresent()
                ? Sentences.text(now.reason())
                : now.state() == SyncState.OFFLINE
                        ? text("sync.tip.offline", Sentences.text(now.reason()))
                        : text("sync.tip");
        tip.setText(now.hidden() > 0 ? text("sync.tip.hidden", looks, now.hidden()) : looks);
        setAccessibleText(text("sync.accessible", getText(), tip.getText()));
    }
}

package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.support.Icons;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The watched folders in the status bar; a click opens their sheet. Away while there are none.
public final class WatchStatusView extends Button {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    public WatchStatusView(WatchViewModel watches) {
        getStyleClass().addAll("flat", "watch-status", "small");
        setId("watch-status");
        setGraphic(Icons.of(Feather.EYE));
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(text("watch.status.tip")));
        setOnAction(_ -> watches.open());
        watches.summaryProperty().subscribe(summary -> {
            setText(summary);
            setVisible(!summary.isEmpty());
            setAccessibleText(text("watch.status.accessible", summary));
        });
        managedProperty().bind(visibleProperty());
        watches.troubledProperty().subscribe(troubled -> pseudoClassStateChanged(TROUBLE, troubled));
    }
}

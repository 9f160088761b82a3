package dev.vitrine.ui.detail;

import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Says quietly how the latest edit fares. A success goes away by itself, a failure stays.
final class SaveStateLabel extends Label {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final PauseTransition rest = new PauseTransition(Duration.seconds(2));

    SaveStateLabel(ObservableValue<SaveState> state) {
        getStyleClass().addAll("save-state", "small");
        LineWrap.of(this);
        setMinHeight(USE_PREF_SIZE); // it keeps its line, so that nothing moves when it speaks
        rest.setOnFinished(_ -> setVisible(false));
        state.subscribe(this::show);
    }

    private void show(SaveState state) {
        rest.stop();
        setVisible(!(state instanceof SaveState.Unchanged));
        pseudoClassStateChanged(FAILED, state instanceof SaveState.Failed);
        switch (state) {
            case SaveState.Unchanged _ -> setText(""); // and no icon: it is not seen
            case SaveState.Saving _ -> say(Feather.LOADER, Messages.text("detail.save.saving"));
            case SaveState.Saved _ -> {
                say(Feather.CHECK, Messages.text("detail.save.saved"));
                rest.playFromStart();
            }
            case SaveState.Failed failed -> say(Feather.ALERT_TRIANGLE, failed.reason());
        }
    }

    private void say(Feather icon, String text) {
        setGraphic(Icons.of(icon));
        setText(text);
    }
}

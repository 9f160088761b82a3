package dev.vitrine.ui.viewer;

import dev.vitrine.ui.support.Messages;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/// Where one is while culling, and how many are kept and rejected so far.
final class CullingStatus extends Label {
    CullingStatus(ViewerViewModel viewModel) {
        setId("culling-status");
        getStyleClass().addAll("picture-note", "culling-status");
        setMouseTransparent(true);
        ObservableValue<String> text = viewModel
                .cullingProperty()
                .flatMap(culling -> culling.isEmpty()
                        ? new ReadOnlyStringWrapper("")
                        : viewModel
                                .indexProperty()
                                .flatMap(index -> culling.get()
                                        .stateProperty()
                                        .map(state -> Messages.text(
                                                "culling.status",
                                                index.intValue() + 1,
                                                culling.get().imageIds().size(),
                                                state.kept(),
                                                state.rejected()))));
        textProperty().bind(text);
        visibleProperty().bind(text.map(shown -> !shown.isEmpty()));
    }
}

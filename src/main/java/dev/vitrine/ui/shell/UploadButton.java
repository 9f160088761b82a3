package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The button that brings images in; its menu has what belongs to that and is needed less often.
final class UploadButton extends SplitMenuButton {
    /// @param allowed whether anything may be brought in; it is not there otherwise
    UploadButton(UploadFlow uploadFlow, ObservableValue<Boolean> allowed) {
        setText(Messages.text("toolbar.upload"));
        setAccessibleText(getText());
        setGraphic(Icons.of(Feather.UPLOAD));
        setId("upload");
        getStyleClass().add("accent");
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(Messages.text("toolbar.upload.tip", ShownKeys.text(Shortcut.UPLOAD.keys()))));
        setOnAction(_ -> uploadFlow.choose());
        visibleProperty().bind(allowed);
        managedProperty().bind(allowed);
        getItems()
                .setAll(
                        MenuItems.keyed(
                                Shortcut.UPLOAD.keys(),
                                MenuItems.of("toolbar.upload.files", Feather.IMAGE, uploadFlow::choose)),
                        MenuItems.keyed(
                                Shortcut.UPLOAD_FOLDER.keys(),
                                MenuItems.of("toolbar.upload.folder", Feather.FOLDER, uploadFlow::chooseFolder)),
                        new SeparatorMenuItem(),
                        MenuItems.of("toolbar.upload.watch", Feather.EYE, uploadFlow::showWatched),
                        MenuItems.of("toolbar.upload.receipts", Feather.FILE_TEXT, uploadFlow::showReceipts));
    }
}

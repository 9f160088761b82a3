package dev.vitrine.ui.desktop;

import dev.vitrine.image.ImageType;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Questions as dialogs over the window.
public final class WindowDialogs implements Dialogs {
    private final Window owner;
    private final Theme theme;

    public WindowDialogs(Window owner, Theme theme) {
        this.owner = owner;
        this.theme = theme;
    }

    @Override
    public boolean confirm(String title, String explanation, String action) {
        return confirm(title, explanation, action, "danger", Optional.empty());
    }

    @Override
    public boolean agree(String title, String explanation, String action) {
        return confirm(title, explanation, action, "accent", Optional.empty());
    }

    @Override
    public boolean confirmNumber(String title, String explanation, String action, int number) {
        return confirm(title, explanation, action, "danger", Optional.of(number));
    }

    /// @param look of the button that does it
    private boolean confirm(String title, String explanation, String action, String look, Optional<Integer> number) {
        var agreed = new ButtonType(action, ButtonData.OK_DONE);
        var alert = new Alert(Alert.AlertType.CONFIRMATION, explanation, agreed, ButtonType.CANCEL);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("window.title"));
        alert.setHeaderText(title);
        alert.setGraphic(null);
        alert.setGraphic(null);
        theme.dress(alert.getDialogPane().getScene());
        Node button = alert.getDialogPane().lookupButton(agreed);
        button.getStyleClass().add(look);
        number.ifPresent(requested -> {
            var typed = new TextField();
            typed.setId("confirm-number");
            typed.setAccessibleText(Messages.text("dialogs.number", requested));
            var asked = new Label(Messages.text("dialogs.number", requested));
            asked.setLabelFor(typed);
            var explained = new Label(explanation);
            explained.setWrapText(true);
            alert.getDialogPane().setContent(new VBox(8, explained, asked, typed));
            button.disableProperty()
                    .bind(typed.textProperty()
                            .map(text -> !text.replaceAll("\\D", "").equals(String.valueOf(requested))));
            alert.setOnShown(_ -> typed.requestFocus());
        });
        return alert.showAndWait().filter(agreed::equals).isPresent();
    }

    @Override
    public List<Path> chooseFiles(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(Messages.text("dialogs.files.pictures"), picturePatterns()),
                        new ExtensionFilter(Messages.text("dialogs.files.all"), "*.*"));
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    }

    /// In small and in capital letters: GTK tells them apart.
    static List<String> picturePatterns() {
        return Arrays.stream(ImageType.values())
                .flatMap(type -> type.extensions().stream())
                .flatMap(extension -> Stream.of("*." + extension, "*." + extension.toUpperCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseSaveFile(String title, String suggestedName) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }
}

package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Asks for the code that a device shows, within the test of a connection.
final class MfaCodeView extends VBox {
    private final Consumer<String> typed;

    MfaCodeView(ObservableValue<Optional<ConnectionTestViewModel.MfaCodeQuestion>> asked, Consumer<String> typed) {
        this.typed = typed;
        getStyleClass().addAll("section", "certificate");
        setId("test-code");
        managedProperty().bind(visibleProperty());
        asked.subscribe(this::show);
    }

    private void show(Optional<ConnectionTestViewModel.MfaCodeQuestion> asked) {
        setVisible(asked.isPresent());
        asked.ifPresentOrElse(this::ask, getChildren()::clear);
    }

    private void ask(ConnectionTestViewModel.MfaCodeQuestion question) {
        var field = new TextField();
        field.setId("test-digits");
        field.setPromptText(text("signIn.code.prompt"));
        field.setAccessibleText(text("signIn.code.title"));
        field.setOnAction(_ -> typed.accept(field.getText()));
        Button enter = FormFields.button("signIn.code.enter", "test-enter", () -> typed.accept(field.getText()));
        getChildren().setAll(Labels.wrapped(text("signIn.code.explanation", question.device()), "muted"), field);
        if (!question.problem().isEmpty()) {
            getChildren().add(Labels.wrapped(question.problem(), "problem"));
        }
        getChildren().add(enter);
        field.requestFocus();
    }
}

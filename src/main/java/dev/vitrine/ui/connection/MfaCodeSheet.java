package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.connection.SignInViewModel.SignInState;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks for the code that a device shows, and again while it is not the right one. Esc puts it off.
public final class MfaCodeSheet {
    private final SignInViewModel signIn;
    private final Window owner;
    private final Label explanation = Sheet.explanation("");
    private final TextField field = new TextField();
    private final Label problem = Labels.wrapped("", "problem");
    private final Button enter;
    private final Sheet sheet;

    private MfaCodeSheet(SignInViewModel signIn, Window owner) {
        this.signIn = signIn;
        this.owner = owner;
        field.setId("sign-in-digits");
        field.setPromptText(text("signIn.code.prompt"));
        field.setAccessibleText(text("signIn.code.title"));
        problem.setId("sign-in-problem");
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        var content = styled(new VBox(8, explanation, field, problem), "code-form");
        content.setMinHeight(Region.USE_PREF_SIZE);
        sheet = new Sheet(text("signIn.code.title"), content)
                .id("sign-in-sheet")
                .first(field)
                .onClosed(this::closed);
        sheet.leaving(text("signIn.code.later"));
        enter = sheet.acting(text("signIn.code.enter"), "accent", () -> signIn.enter(field.getText()));
        enter.setId("sign-in-enter");
        sheet.pressedByEnter(enter);
    }

    /// Comes up over that window whenever a code is asked for.
    public static void over(Window owner, SignInViewModel signIn) {
        var sheet = new MfaCodeSheet(signIn, owner);
        signIn.stateProperty().subscribe(sheet::show);
    }

    private void show(SignInState state) {
        switch (state) {
            case SignInState.Asking(String device, String wrong) -> ask(device, wrong);
            case SignInState.Checking _ -> setBusy(true);
            case SignInState.Fine _,
                    SignInState.Missing _,
                    SignInState.EndsSoon _,
                    SignInState.Ended _,
                    SignInState.Waiting _ -> sheet.close();
        }
    }

    private void ask(String device, String wrong) {
        explanation.setText(text("signIn.code.explanation", device));
        problem.setText(wrong);
        field.clear();
        setBusy(false);
        sheet.show(owner);
        if (!sheet.isOpen()) {
            signIn.cancel(); // no window yet: the way is in the status bar
        }
        field.requestFocus();
    }

    private void setBusy(boolean busy) {
        field.setDisable(busy);
        enter.setDisable(busy);
    }

    private void closed() {
        if (signIn.stateProperty().get() instanceof SignInState.Asking
                || signIn.stateProperty().get() instanceof SignInState.Checking) {
            signIn.cancel();
        }
    }
}

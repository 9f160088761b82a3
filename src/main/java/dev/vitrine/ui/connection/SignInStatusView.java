package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.connection.SignInViewModel.SignInState;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// In the status bar: that a sign-in is missing, ends soon or has ended, and what is to be confirmed in the browser.
public final class SignInStatusView extends HBox {
    private final SignInViewModel signIn;
    private final Consumer<String> copy;

    /// @param copy puts a text on the clipboard
    public SignInStatusView(SignInViewModel signIn, Consumer<String> copy) {
        this.signIn = signIn;
        this.copy = copy;
        setId("sign-in-status");
        setAlignment(Pos.CENTER);
        managedProperty().bind(visibleProperty());
        signIn.stateProperty().subscribe(this::show);
        signIn.refresh(Instant.now());
    }

    private void show(SignInState state) {
        switch (state) {
            case SignInState.Fine _ -> getChildren().clear();
            case SignInState.EndsSoon(Instant at) ->
                getChildren()
                        .setAll(begin(text(
                                "signIn.ends", Format.timeOfDay(LocalDateTime.ofInstant(at, ZoneId.systemDefault())))));
            case SignInState.Ended _ -> getChildren().setAll(begin(text("signIn.ended")));
            case SignInState.Missing _ -> getChildren().setAll(begin(text("signIn.missing")));
            case SignInState.Asking _, SignInState.Checking _ -> getChildren().clear(); // over the window
            case SignInState.Waiting(var request) ->
                getChildren()
                        .setAll(
                                button(
                                        "sign-in-code",
                                        request.code().isEmpty()
                                                ? text("signIn.waiting.page")
                                                : text("signIn.waiting", request.code()),
                                        Icons.of(Feather.EXTERNAL_LINK),
                                        text("signIn.copy"),
                                        () -> copy.accept(request.page().toString())),
                                button(
                                        "sign-in-cancel",
                                        text("signIn.cancel"),
                                        Icons.of(Feather.X),
                                        text("signIn.cancel"),
                                        signIn::cancel));
        }
        setVisible(!getChildren().isEmpty());
    }

    private Button begin(String label) {
        return button(
                "sign-in",
                label,
                Icons.of(Feather.LOG_IN),
                text(signIn.isByCode() ? "signIn.tip.code" : "signIn.tip"),
                signIn::begin);
    }

    private static Button button(String id, String label, Node icon, String explained, Runnable action) {
        var button = styled(new Button(label, icon), "flat", "small");
        button.setId(id);
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        var tip = new Tooltip(explained);
        LineWrap.of(tip);
        tip.setMaxWidth(TextSize.of(480));
        button.setTooltip(tip);
        button.setOnAction(_ -> action.run());
        return button;
    }
}

package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import dev.vitrine.ui.connection.SignInViewModel.SignInState;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.TestScreen;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SignInViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-28T17:00:00Z");
    private static final SignIn.Request REQUEST =
            new SignIn.Request(URI.create("https://device.example.org/"), "ABCD-EFGH", NOW.plusSeconds(600));

    private final TestScreen screen = new TestScreen();
    private final HeardToasts toasts = new HeardToasts();
    private final List<Object> opened = new ArrayList<>();
    private final CountDownLatch confirmed = new CountDownLatch(1);
    private volatile Optional<Instant> end = Optional.empty();
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private volatile boolean refused;
    private volatile boolean missing;

    private final class FakeSignIn implements SignIn.ByBrowser {
        @Override
        public Optional<Instant> endsAt() {
            return end;
        }

        @Override
        public boolean isMissing() {
            return missing;
        }

        @Override
        public Request begin(String thanks) {
            return REQUEST;
        }

        @Override
        public void giveUp(Request begun) {
            givenUp.countDown();
        }

        @Override
        public void await(Request begun) {
            try {
                confirmed.await();
            } catch (InterruptedException e) {
                throw new ImageException.Cancelled("Stopped.", e);
            }
            if (refused) {
                throw new ImageException.Denied("refused in the browser", null);
            }
        }
    }

    private SignInViewModel model() {
        return new SignInViewModel(
                Optional.of(new FakeSignIn()),
                screen.background(),
                new SignInViewModel.SignInContext(opened::add, () -> opened.add("went on"), toasts));
    }

    /// Takes `123456` alone.
    private final class FakeCodes implements SignIn.ByCode {
        @Override
        public Optional<Instant> endsAt() {
            return end;
        }

        @Override
        public boolean isMissing() {
            return missing;
        }

        @Override
        public String device() {
            return "arn:aws:iam::123456789012:mfa/alice";
        }

        @Override
        public void enter(String code) {
            if (!code.equals("123456")) {
                throw new ImageException.Invalid("A code has six digits. Type those that the device shows now.");
            }
            missing = false;
        }
    }

    private SignInViewModel ofCodes() {
        missing = true;
        return new SignInViewModel(
                Optional.of(new FakeCodes()),
                screen.background(),
                new SignInViewModel.SignInContext(opened::add, () -> opened.add("went on"), toasts));
    }

    private SignInState after(SignInViewModel model, Instant endsAt, Class<? extends SignInState> requested) {
        end = Optional.of(endsAt);
        model.refresh(NOW);
        screen.await(() -> requested.isInstance(model.stateProperty().get()));
        return model.stateProperty().get();
    }

    @Test
    void theEndIsToldBeforeItComes() {
        SignInViewModel model = model();
        assertEquals(
                new SignInState.EndsSoon(NOW.plusSeconds(1200)),
                after(model, NOW.plusSeconds(1200), SignInState.EndsSoon.class));
        after(model, NOW.plusSeconds(7200), SignInState.Fine.class);
        after(model, NOW.minusSeconds(1), SignInState.Ended.class);
    }

    @Test
    void aConfirmedSignInGoesOnWithWhatWaited() {
        SignInViewModel model = model();
        model.begin();
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Waiting);
        assertEquals(List.of(REQUEST.page()), opened);
        confirmed.countDown();
        screen.await(() -> opened.contains("went on"));
        assertEquals(new SignInState.Fine(), model.stateProperty().get());
        assertEquals(List.of("Signed in."), toasts.reported);
    }

    @Test
    void aRefusedSignInIsToldAndOneThatIsGivenUpIsNot() {
        SignInViewModel model = model();
        model.begin();
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Waiting);
        model.cancel();
        assertInstanceOf(SignInState.Ended.class, model.stateProperty().get());
        assertEquals(List.of(), toasts.failures);
        refused = true;
        confirmed.countDown();
        model.begin();
        screen.await(() -> !toasts.failures.isEmpty());
        assertFalse(opened.contains("went on"));
    }

    @Test
    void aSignInThatIsStoppedWhileTheBrowserStartsKeepsNoWayBackOpen() throws Exception {
        var starting = new CountDownLatch(1);
        SignInViewModel model = new SignInViewModel(
                Optional.of(new FakeSignIn()),
                screen.background(),
                new SignInViewModel.SignInContext(
                        _ -> {
                            starting.countDown();
                            new CountDownLatch(1).await();
                        },
                        () -> {},
                        toasts));
        model.begin();
        starting.await();
        model.cancel();
        givenUp.await();
    }

    @Test
    void theStatusBarSaysItAndHasTheWay() throws Exception {
        FxToolkit.registerPrimaryStage();
        SignInViewModel model = model();
        var view = WaitForAsyncUtils.asyncFx(() -> new SignInStatusView(model, opened::add))
                .get();
        assertFalse(view.isVisible());
        end = Optional.of(NOW);
        model.refresh(NOW);
        var asked = new CountDownLatch(1);
        Platform.runLater(() -> {
            screen.await(() -> model.stateProperty().get() instanceof SignInState.Ended);
            ((Button) view.lookup("#sign-in")).fire();
            screen.await(() -> model.stateProperty().get() instanceof SignInState.Waiting);
            Button code = (Button) view.lookup("#sign-in-code");
            assertEquals("Confirm ABCD-EFGH in the browser", code.getText());
            code.fire();
            ((Button) view.lookup("#sign-in-cancel")).fire();
            asked.countDown();
        });
        WaitForAsyncUtils.waitForFxEvents();
        asked.await();
        assertEquals(List.of(REQUEST.page(), REQUEST.page().toString()), opened);
    }

    @Test
    void whereNobodyHasSignedInThereIsTheWay() {
        SignInViewModel model = model();
        missing = true;
        model.refresh(NOW);
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Missing);
        assertEquals(List.of(), opened, "no browser comes up by itself");
    }

    @Test
    void aCodeIsAskedForAtOnceAndAgainWhileItIsWrong() {
        SignInViewModel model = ofCodes();
        model.refresh(NOW);
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Asking);
        model.enter("1");
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Asking);
        assertEquals(
                new SignInState.Asking(
                        "arn:aws:iam::123456789012:mfa/alice",
                        "A code has six digits. Type those that the device shows now."),
                model.stateProperty().get());
        model.enter("123456");
        screen.await(() -> opened.contains("went on"));
        assertEquals(new SignInState.Fine(), model.stateProperty().get());
        assertEquals(List.of("Signed in."), toasts.reported);
        assertEquals(List.of(), toasts.failures);
    }

    @Test
    void aCodeThatIsPutOffIsNotAskedForAgainByItself() {
        SignInViewModel model = ofCodes();
        model.refresh(NOW);
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Asking);
        model.cancel();
        model.refresh(NOW);
        screen.await(() -> model.stateProperty().get() instanceof SignInState.Missing);
        model.begin();
        assertInstanceOf(SignInState.Asking.class, model.stateProperty().get());
    }

    @Test
    void aSessionThatEndsWhileOneWorksBringsUpNothing() {
        SignInViewModel model = ofCodes();
        after(model, NOW.minusSeconds(1), SignInState.Ended.class);
    }

    @Test
    void theSheetAsksForTheCode() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        SignInViewModel model = ofCodes();
        FxToolkit.setupFixture(() -> {
            stage.setScene(new Scene(new StackPane(), 960, 720));
            stage.show();
            MfaCodeSheet.over(stage, model);
        });
        model.refresh(NOW);
        var asked = new CountDownLatch(1);
        Platform.runLater(() -> {
            screen.await(() -> model.stateProperty().get() instanceof SignInState.Asking);
            Parent root = stage.getScene().getRoot();
            TextField digits = (TextField) root.lookup("#sign-in-digits");
            var enter = (Button) root.lookup("#sign-in-enter");
            digits.setText("12");
            enter.fire();
            assertEquals(true, digits.isDisabled(), "while it is checked");
            screen.await(() -> model.stateProperty().get() instanceof SignInState.Asking);
            assertEquals(
                    "A code has six digits. Type those that the device shows now.",
                    ((Label) root.lookup("#sign-in-problem")).getText());
            assertEquals("", digits.getText());
            digits.setText("123456");
            enter.fire();
            screen.await(() -> opened.contains("went on"));
            assertNull(root.lookup("#sign-in-sheet"));
            asked.countDown();
        });
        WaitForAsyncUtils.waitForFxEvents();
        asked.await();
    }
}

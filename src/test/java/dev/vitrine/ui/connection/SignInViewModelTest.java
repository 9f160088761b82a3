package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
import javafx.scene.control.Button;
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
    private volatile boolean refused;

    private final class FakeSignIn implements SignIn {
        @Override
        public Optional<Instant> endsAt() {
            return end;
        }

        @Override
        public Request begin() {
            return REQUEST;
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
                new SignInViewModel.Around(opened::add, () -> opened.add("went on"), toasts));
    }

    private SignInState after(SignInViewModel model, Instant endsAt, Class<? extends SignInState> wanted) {
        end = Optional.of(endsAt);
        model.refresh(NOW);
        screen.await(() -> wanted.isInstance(model.stateProperty().get()));
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
}

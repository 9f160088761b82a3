package dev.vitrine.ui.connection;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Signing in by a browser: that it ends soon or has ended, and the way through it.
public final class SignInViewModel {
    /// Before that, an end is nobody's concern.
    private static final Duration SOON = Duration.ofMinutes(30);

    /// What there is to say.
    sealed interface SignInState {
        /// Nothing.
        record Fine() implements SignInState {}

        record EndsSoon(Instant at) implements SignInState {}

        record Ended() implements SignInState {}

        record Waiting(SignIn.Request request) implements SignInState {}
    }

    /// Opens a page in the browser; may take a moment.
    public interface Pages {
        void open(URI page) throws InterruptedException;
    }

    /// What is around it.
    ///
    /// @param signedIn goes on with what waited
    public record Around(Pages pages, Runnable signedIn, Toasts toasts) {}

    private final Optional<SignIn> signIn;
    private final Background background;
    private final Background.Lane lane;
    private final Around around;
    private final ReadOnlyObjectWrapper<SignInState> state = new ReadOnlyObjectWrapper<>(new SignInState.Fine());

    /// @param signIn empty where nobody signs in this way
    public SignInViewModel(Optional<SignIn> signIn, Background background, Around around) {
        this.signIn = signIn;
        this.background = background;
        this.around = around;
        lane = background.lane();
    }

    ReadOnlyObjectProperty<SignInState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Looks when the keys end.
    ///
    /// @param now as the screen has it
    public void refresh(Instant now) {
        if (!(state.get() instanceof SignInState.Waiting)) {
            signIn.ifPresent(way -> background.run(way::endsAt, end -> show(end, now), _ -> {}));
        }
    }

    private void show(Optional<Instant> end, Instant now) {
        if (state.get() instanceof SignInState.Waiting) {
            return;
        }
        state.set(end.<SignInState>map(at -> stateOf(at, now)).orElseGet(SignInState.Fine::new));
    }

    private static SignInState stateOf(Instant at, Instant now) {
        if (!now.isBefore(at)) {
            return new SignInState.Ended();
        }
        return now.plus(SOON).isAfter(at) ? new SignInState.EndsSoon(at) : new SignInState.Fine();
    }

    /// Opens the page and waits until it was confirmed there.
    void begin() {
        signIn.ifPresent(way -> lane.run(
                () -> {
                    SignIn.Request request = way.begin();
                    around.pages().open(request.page());
                    return request;
                },
                request -> {
                    state.set(new SignInState.Waiting(request));
                    lane.run(
                            () -> {
                                way.await(request);
                                return request;
                            },
                            _ -> done(),
                            this::failed);
                },
                this::failed));
    }

    private void done() {
        state.set(new SignInState.Fine());
        around.toasts().show(Messages.text("signIn.done"));
        around.signedIn().run();
    }

    private void failed(ImageException failure) {
        state.set(new SignInState.Ended());
        around.toasts().failure(failure);
    }

    /// Waits no longer.
    public void cancel() {
        lane.cancel();
        if (state.get() instanceof SignInState.Waiting) {
            state.set(new SignInState.Ended());
        }
    }
}

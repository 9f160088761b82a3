package dev.vitrine.ui.connection;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Signing in by a browser or by a code: that it is missing, ends soon or has ended, and the way through it.
public final class SignInViewModel {
    /// Before that, an end is nobody's concern.
    private static final Duration SOON = Duration.ofMinutes(30);

    /// What there is to say.
    sealed interface SignInState {
        /// Nothing.
        record Fine() implements SignInState {}

        /// Nobody has signed in, or it is accepted no more.
        record Missing() implements SignInState {}

        record EndsSoon(Instant at) implements SignInState {}

        record Ended() implements SignInState {}

        /// For what is done in the browser.
        record Waiting(SignIn.Request request) implements SignInState {}

        /// For a code.
        ///
        /// @param problem what was wrong with the last one, or `""`
        record Asking(String device, String problem) implements SignInState {}

        /// Whether the code is good.
        record Checking() implements SignInState {}
    }

    /// Opens a page in the browser; may take a moment.
    public interface Pages {
        void open(URI page) throws InterruptedException;
    }

    /// What it uses of the window.
    ///
    /// @param signedIn goes on with what waited
    public record SignInContext(Pages pages, Runnable signedIn, Toasts toasts) {}

    private record Look(boolean missing, Optional<Instant> end) {}

    private final Optional<SignIn> signIn;
    private final Background background;
    private final Background.Lane lane;
    private final SignInContext context;
    private final ReadOnlyObjectWrapper<SignInState> state = new ReadOnlyObjectWrapper<>(new SignInState.Fine());
    private boolean asked;

    /// @param signIn empty where nobody signs in this way
    public SignInViewModel(Optional<SignIn> signIn, Background background, SignInContext context) {
        this.signIn = signIn;
        this.background = background;
        this.context = context;
        lane = background.lane();
    }

    ReadOnlyObjectProperty<SignInState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    boolean isByCode() {
        return signIn.filter(SignIn.ByCode.class::isInstance).isPresent();
    }

    /// Looks when the keys end.
    ///
    /// @param now as the screen has it
    public void refresh(Instant now) {
        if (!isBusy()) {
            signIn.ifPresent(way ->
                    background.run(() -> new Look(way.isMissing(), way.endsAt()), look -> show(look, now), _ -> {}));
        }
    }

    private boolean isBusy() {
        return switch (state.get()) {
            case SignInState.Waiting _, SignInState.Asking _, SignInState.Checking _ -> true;
            case SignInState.Fine _, SignInState.Missing _, SignInState.EndsSoon _, SignInState.Ended _ -> false;
        };
    }

    private void show(Look look, Instant now) {
        if (isBusy()) {
            return;
        }
        state.set(stateOf(look, now));
        if (state.get() instanceof SignInState.Missing && isByCode() && !asked) {
            begin(); // without the code nothing of the library is there: no other question comes first
        }
    }

    private static SignInState stateOf(Look look, Instant now) {
        if (look.end().filter(at -> !now.isBefore(at)).isPresent()) {
            return new SignInState.Ended();
        }
        if (look.missing()) {
            return new SignInState.Missing();
        }
        return look.end()
                .filter(now.plus(SOON)::isAfter)
                .<SignInState>map(SignInState.EndsSoon::new)
                .orElseGet(SignInState.Fine::new);
    }

    /// Opens the page and waits until it was confirmed there, or asks for the code.
    void begin() {
        signIn.ifPresent(way -> {
            switch (way) {
                case SignIn.ByBrowser byBrowser -> open(byBrowser);
                case SignIn.ByCode byCode -> {
                    asked = true;
                    state.set(new SignInState.Asking(byCode.device(), ""));
                }
            }
        });
    }

    private void open(SignIn.ByBrowser way) {
        String thanks = Messages.text("signIn.thanks");
        lane.run(
                () -> {
                    SignIn.Request request = way.begin(thanks);
                    try {
                        context.pages().open(request.page());
                    } catch (InterruptedException e) {
                        way.giveUp(request);
                        throw e;
                    }
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
                this::failed);
    }

    /// What the device shows.
    void enter(String code) {
        if (state.get() instanceof SignInState.Asking(String device, var _)
                && signIn.orElseThrow() instanceof SignIn.ByCode way) {
            state.set(new SignInState.Checking());
            lane.run(
                    () -> {
                        way.enter(code);
                        return code;
                    },
                    _ -> done(),
                    failure -> state.set(new SignInState.Asking(device, FailureText.text(failure))));
        }
    }

    private void done() {
        state.set(new SignInState.Fine());
        context.toasts().show(Messages.text("signIn.done"));
        context.signedIn().run();
    }

    private void failed(ImageException failure) {
        state.set(new SignInState.Ended());
        context.toasts().failure(failure);
    }

    /// Waits no longer.
    public void cancel() {
        lane.cancel();
        if (isBusy()) {
            state.set(new SignInState.Ended());
        }
    }
}

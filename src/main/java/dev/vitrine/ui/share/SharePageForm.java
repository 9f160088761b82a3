package dev.vitrine.ui.share;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;

/// What a page is to be. How long it stays and what images open as is remembered; title and password are forgotten,
/// and the password is in no setting and in no log.
final class SharePageForm {
    private final StringProperty title = new SimpleStringProperty("");
    private final ObjectProperty<PageLifetime> lifetime;
    private final RenditionViewModel copies;
    private final BooleanProperty locked = new SimpleBooleanProperty();
    private final StringProperty password = new SimpleStringProperty("");
    private final ObservableStringValue hindrance;

    /// How long a page stays; its maker may end it before.
    enum PageLifetime {
        DAY(1),
        THREE_DAYS(3),
        WEEK(7);

        private final Duration duration;

        PageLifetime(int days) {
            duration = Duration.ofDays(days);
        }
    }

    SharePageForm(Settings settings, RenditionViewModel copies) {
        this.copies = copies;
        copies.forStrangers();
        copies.follow(settings.text("page.copies", PageRequest.USUAL.toString()));
        lifetime = settings.choice("page.lifetime", PageLifetime.WEEK);
        hindrance = Bindings.createStringBinding(this::whyNot, locked, password, copies.problemProperty());
    }

    private String whyNot() {
        return locked.get() && password.get().codePointCount(0, password.get().length()) < PagePassword.SHORTEST
                ? text("page.passwordShort", PagePassword.SHORTEST)
                : copies.problemProperty().get();
    }

    void open() {
        title.set("");
        copies.refresh();
    }

    void forgetPassword() {
        password.set("");
        locked.set(false);
    }

    /// Offers one that nobody guesses.
    void generatePassword() {
        password.set(PagePassword.generated());
    }

    /// @throws dev.vitrine.image.ImageException.Invalid when it cannot be like this
    PageRequest request() {
        return new PageRequest(
                title.get(),
                lifetime.get().duration,
                copies.renditionProperty().get().orElse(PageRequest.USUAL),
                Language.spoken(),
                locked.get() ? Optional.of(new PagePassword(password.get())) : Optional.empty(),
                System.getProperty("user.name", ""));
    }

    StringProperty titleProperty() {
        return title;
    }

    ObjectProperty<PageLifetime> lifetimeProperty() {
        return lifetime;
    }

    /// What images open as.
    RenditionViewModel copies() {
        return copies;
    }

    /// Whether the page opens with a password.
    BooleanProperty lockedProperty() {
        return locked;
    }

    StringProperty passwordProperty() {
        return password;
    }

    /// What is wrong with what is typed, or `""`.
    ObservableStringValue hindranceProperty() {
        return hindrance;
    }
}

package dev.vitrine.ui.controls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Letters typed soon after one another, to find something by how its name begins. A word begins with a letter; then
/// digits, dots and spaces belong to it, which mean something else at any other time.
public final class TypeAhead {
    private static final Duration PAUSE = Duration.ofMillis(1_000);

    private final Clock clock;
    private final Consumer<String> find;
    private String text = "";
    private Instant last = Instant.EPOCH;

    /// @param find is called with all that was typed so far, at each letter
    public TypeAhead(Clock clock, Consumer<String> find) {
        this.clock = clock;
        this.find = find;
    }

    /// True when a pressed key is part of what is being typed, so that it must mean nothing else.
    public boolean takes(KeyEvent pressed) {
        KeyCode code = pressed.getCode();
        return !pressed.isShortcutDown()
                && isTyping()
                && (code.isDigitKey() || code == KeyCode.SPACE || code == KeyCode.PERIOD || code == KeyCode.MINUS);
    }

    /// @return true when the sign was taken
    public boolean typed(KeyEvent event) {
        String sign = event.getCharacter();
        if (event.isControlDown()
                || event.isAltDown()
                || event.isMetaDown()
                || sign.length() != 1
                || Character.isISOControl(sign.charAt(0))) {
            return false;
        }
        boolean continues = isTyping();
        if (!continues && !Character.isLetter(sign.charAt(0))) {
            return false;
        }
        text = continues ? text + sign : sign;
        last = clock.instant();
        find.accept(text);
        return true;
    }

    private boolean isTyping() {
        return !text.isEmpty() && clock.instant().isBefore(last.plus(PAUSE));
    }
}

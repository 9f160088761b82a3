package dev.vitrine.ui.support;

import java.util.function.Consumer;
import javafx.animation.FadeTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.util.Duration;
import javafx.util.Subscription;

/// Everything that moves by itself moves through here, and does not when less motion is requested: by the system, or as
/// chosen.
public final class Motion {
    /// What can be chosen.
    public enum MotionChoice {
        SYSTEM,
        REDUCED,
        FULL
    }

    private static final Duration SHORT = Duration.millis(160);

    private static volatile boolean reduced;

    private Motion() {}

    /// The name of a [MotionChoice].
    static StringProperty choice(Settings settings) {
        return settings.word("window.motion", MotionChoice.SYSTEM);
    }

    /// Heeds the choice from now on.
    ///
    /// @param onChange notified whether motion is reduced, now and whenever the choice or the system changes
    static Subscription follow(StringProperty choice, Consumer<Boolean> onChange) {
        ReadOnlyBooleanProperty system = Platform.getPreferences().reducedMotionProperty();
        Runnable heed = () -> {
            reduced = switch (of(choice.get())) {
                case SYSTEM -> system.get();
                case REDUCED -> true;
                case FULL -> false;
            };
            onChange.accept(reduced);
        };
        return choice.subscribe(_ -> heed.run()).and(system.subscribe(_ -> heed.run()));
    }

    private static MotionChoice of(String name) {
        for (MotionChoice choice : MotionChoice.values()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        return MotionChoice.SYSTEM;
    }

    /// Any thread. Pictures that move wait to be asked then.
    public static boolean isReduced() {
        return reduced;
    }

    /// Comes or goes within a blink, at once when motion is reduced. A node that cannot be seen cannot be clicked
    /// either.
    public static void fade(Node node, double opacity) {
        node.setMouseTransparent(opacity == 0);
        if (isReduced()) {
            node.setOpacity(opacity);
            return;
        }
        var fade = new FadeTransition(SHORT, node);
        fade.setToValue(opacity);
        fade.play();
    }
}

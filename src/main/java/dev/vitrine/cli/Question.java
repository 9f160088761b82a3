package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import java.io.Console;
import java.util.Locale;

/// Asks a person yes or no. A script is never asked: it has to say yes beforehand.
final class Question {
    private Question() {
    }

    /// @throws ImageException.Invalid when nobody is there to answer
    static boolean isAgreed(Screen screen, String question) {
        Console console = System.console();
        if (!screen.interactive() || console == null) {
            throw new ImageException.Invalid(Texts.of("question.nobody", question));
        }
        String answer = console.readLine("%s ", Texts.of("question.ask", question));
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}

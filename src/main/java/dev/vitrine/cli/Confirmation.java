package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.text.Matches;
import java.io.Console;

/// Asks a person yes or no. A script is never asked: it has to say yes beforehand.
final class Confirmation {
    private Confirmation() {}

    /// @throws ImageException.Invalid when there is no terminal to answer on
    static boolean isAgreed(Terminal terminal, String question) {
        Console console = System.console();
        if (!terminal.interactive() || console == null) {
            throw new ImageException.Invalid(CommandTexts.of("question.nobody", question));
        }
        String answer = console.readLine("%s ", CommandTexts.of("question.ask", question));
        return answer != null && Matches.of("y").begins(answer.strip());
    }
}

package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.text.Matches;
import java.io.IOException;
import java.io.InputStream;

/// Asks a person yes or no. A script is never asked: it has to say yes beforehand.
final class Confirmation {
    private Confirmation() {}

    /// @param agreed beforehand
    /// @param declined the key of what is said when the person does not agree
    /// @throws ImageException.Cancelled when the person does not agree
    static void require(Terminal terminal, boolean agreed, String question, String declined) {
        if (!agreed && !isAgreed(terminal, question)) {
            throw new ImageException.Cancelled(CommandTexts.of(declined));
        }
    }

    /// @throws ImageException.Invalid when there is no terminal to answer on
    static boolean isAgreed(Terminal terminal, String question) {
        if (!terminal.interactive()) {
            throw new ImageException.Invalid(nobody(question.strip(), "--yes"));
        }
        terminal.out().print(CommandTexts.of("question.ask", Terminal.safe(question.strip())) + " ");
        terminal.out().flush();
        return Matches.of("y").begins(line(terminal.in()).strip());
    }

    /// Said to a script.
    ///
    /// @param option that agrees beforehand
    static String nobody(String question, String option) {
        return CommandTexts.of("question.nobody", question, option);
    }

    /// What was typed up to the end of the line; of letters, only those that every terminal writes alike are
    /// understood.
    private static String line(InputStream in) {
        var line = new StringBuilder();
        try {
            for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
                line.append((char) read);
            }
        } catch (IOException e) {
            throw new ImageException.Cancelled("Nobody answered.", e);
        }
        return line.toString();
    }
}

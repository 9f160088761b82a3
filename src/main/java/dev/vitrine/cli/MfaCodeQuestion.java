package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import java.io.Console;
import java.util.Optional;
import java.util.function.Function;

/// Asks a person for the code of a device, and again while it is not the right one. A script is never asked: what it
/// does then fails, and says what is wanted.
///
/// @param typed what is typed behind a prompt; empty when nobody types anything
record MfaCodeQuestion(Terminal terminal, Function<String, Optional<String>> typed) {
    static MfaCodeQuestion on(Terminal terminal) {
        return new MfaCodeQuestion(terminal, MfaCodeQuestion::unseen);
    }

    private static Optional<String> unseen(String prompt) {
        Console console = System.console();
        char[] line = console == null ? null : console.readPassword("%s ", prompt);
        return Optional.ofNullable(line).map(String::new);
    }

    void ask(SignIn.ByCode way) {
        if (!terminal.interactive()) {
            return;
        }
        String prompt = CommandTexts.of("code.ask", Terminal.safe(way.device()));
        for (Optional<String> code = next(prompt); code.isPresent(); code = next(prompt)) {
            try {
                way.enter(code.get());
                return;
            } catch (ImageException.Denied | ImageException.Invalid e) {
                terminal.noteLine(e.getMessage());
            }
        }
    }

    private Optional<String> next(String prompt) {
        return typed.apply(prompt).map(String::strip).filter(code -> !code.isEmpty());
    }
}

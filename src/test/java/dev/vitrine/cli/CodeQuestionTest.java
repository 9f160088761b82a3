package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeQuestionTest {
    private final List<String> entered = new ArrayList<>();
    private final List<String> prompts = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final class Device implements SignIn.ByCode {
        @Override
        public Optional<Instant> endsAt() {
            return Optional.empty();
        }

        @Override
        public boolean isMissing() {
            return true;
        }

        @Override
        public String device() {
            return "mfa/alice";
        }

        @Override
        public void enter(String code) {
            entered.add(code);
            if (!code.equals("123456")) {
                throw new ImageException.Denied("AWS does not accept this code.", null);
            }
        }
    }

    private void ask(boolean interactive, String... lines) {
        Deque<String> typed = new ArrayDeque<>(List.of(lines));
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive);
        new CodeQuestion(terminal, prompt -> {
                    prompts.add(prompt);
                    return Optional.ofNullable(typed.poll());
                })
                .ask(new Device());
    }

    @Test
    void aWrongCodeSaysSoAndIsAskedForAgain() {
        ask(true, "1", " 123456 ", "not read");
        assertEquals(List.of("1", "123456"), entered);
        assertEquals(List.of("Code of mfa/alice:", "Code of mfa/alice:"), prompts);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("AWS does not accept this code."));
    }

    @Test
    void whoeverTypesNothingGoesOnWithout() {
        ask(true, "");
        ask(true);
        assertEquals(List.of(), entered);
    }

    @Test
    void aScriptIsNotAsked() {
        ask(false, "123456");
        assertEquals(List.of(), entered);
        assertEquals(List.of(), prompts);
    }
}

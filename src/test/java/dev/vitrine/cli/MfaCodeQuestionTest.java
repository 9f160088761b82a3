package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.store.CodeDevice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MfaCodeQuestionTest {
    private final CodeDevice device = new CodeDevice();
    private final List<String> prompts = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void ask(boolean interactive, String... lines) {
        Deque<String> typed = new ArrayDeque<>(List.of(lines));
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive);
        new MfaCodeQuestion(terminal, prompt -> {
                    prompts.add(prompt);
                    return Optional.ofNullable(typed.poll());
                })
                .ask(device);
    }

    @Test
    void aWrongCodeSaysSoAndIsAskedForAgain() {
        ask(true, "1", " 123456 ", "not read");
        assertEquals(List.of("1", "123456"), device.typed);
        assertEquals(List.of("Code of " + CodeDevice.NAME + ":", "Code of " + CodeDevice.NAME + ":"), prompts);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("A code has six digits."));
    }

    @Test
    void whoeverTypesNothingGoesOnWithout() {
        ask(true, "");
        ask(true);
        assertEquals(List.of(), device.typed);
    }

    @Test
    void aScriptIsNotAsked() {
        ask(false, "123456");
        assertEquals(List.of(), device.typed);
        assertEquals(List.of(), prompts);
    }
}

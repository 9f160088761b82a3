package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.ui.support.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DesktopNoticeTest {
    private static final String WORDS = "-h '); rm <b>&\"$(x)";

    @Test
    void linuxGetsTheWordsAsTheyAreAndNotAsMarkupOrOptions() {
        assertEquals(
                List.of(
                        "notify-send",
                        "--app-name=Vitrine",
                        "--icon=vitrine",
                        "--",
                        "Vitrine",
                        "-h '); rm &lt;b&gt;&amp;\"$(x)"),
                DesktopNotice.command(OperatingSystem.named("Linux"), "Vitrine", WORDS)
                        .line());
    }

    @Test
    void macosGetsTheWordsAsArgumentsOfAFixedScript() {
        List<String> line = DesktopNotice.command(OperatingSystem.named("Mac OS X"), "Vitrine", WORDS)
                .line();
        assertEquals("osascript", line.getFirst());
        assertEquals(List.of("Vitrine", WORDS), line.subList(3, 5));
        assertFalse(line.get(2).contains(WORDS));
    }

    @Test
    void windowsGetsTheWordsInTheEnvironmentOfAFixedScript() {
        DesktopNotice.Command command = DesktopNotice.command(OperatingSystem.named("Windows 11"), "Vitrine", WORDS);
        assertEquals(Map.of("VITRINE_TITLE", "Vitrine", "VITRINE_TEXT", WORDS), command.environment());
        assertFalse(String.join(" ", command.line()).contains(WORDS));
    }

    @Test
    void whereItsProgramIsMissingNothingIsShownAndNothingWentWrong() {
        var shown = new ArrayList<Runnable>();
        new DesktopNotice(Background.with(Runnable::run, shown::add))
                .show(new DesktopNotice.Command(List.of("no-such-program"), Map.of()));
        assertEquals(1, shown.size(), "an answer, and before it nothing that nobody foresaw");
    }
}

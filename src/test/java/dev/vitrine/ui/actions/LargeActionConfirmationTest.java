package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeActionConfirmationTest {
    @TempDir
    private Path folder;
    private final List<String> asked = new ArrayList<>();
    private Preferences preferences;
    private LargeActionConfirmation many;

    @BeforeEach
    void open() {
        preferences = new Preferences(new Settings(folder.resolve("settings.json")));
        var dialogs = (Dialogs) Proxy.newProxyInstance(Dialogs.class.getClassLoader(), new Class<?>[] {Dialogs.class}, (_, method, _) -> {
            asked.add(method.getName());
            return true;
        });
        many = new LargeActionConfirmation(dialogs, preferences);
    }

    @Test
    void whatCanBeUndoneAsksOnlyAboveTheNumberInThePreferences() {
        assertTrue(many.agreed(1000, "Delete"));
        assertEquals(List.of(), asked);
        many.agreed(1001, "Delete");
        preferences.manyProperty().set(100);
        many.agreed(101, "Delete");
        assertEquals(List.of("agree", "agree"), asked);
    }

    @Test
    void whatCannotBeUndoneAsksAlwaysAndForTheNumberWhereThereAreMany() {
        many.agreedForGood(1, "Delete?", "", "Delete");
        many.agreedForGood(1001, "Delete?", "", "Delete");
        assertEquals(List.of("confirm", "confirmNumber"), asked);
    }

    @Test
    void bothQuestionsCanBeSwitchedOff() {
        preferences.confirmsPurgeProperty().set(false);
        assertTrue(many.agreedForGood(1, "Delete?", "", "Delete"));
        assertEquals(List.of(), asked);
        many.agreedForGood(1001, "Delete?", "", "Delete");
        assertEquals(List.of("confirmNumber"), asked);
        preferences.manyProperty().set(Preferences.NO_LIMIT);
        assertTrue(many.agreedForGood(1_000_000, "Delete?", "", "Delete"));
        assertTrue(many.agreed(1_000_000, "Delete"));
        assertEquals(List.of("confirmNumber"), asked);
    }
}

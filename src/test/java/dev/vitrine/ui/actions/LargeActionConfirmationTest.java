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
    private final List<String> explained = new ArrayList<>();
    private Preferences preferences;
    private LargeActionConfirmation largeActionConfirmation;

    @BeforeEach
    void open() {
        preferences = new Preferences(new Settings(folder.resolve("settings.json")));
        var dialogs = (Dialogs) Proxy.newProxyInstance(
                Dialogs.class.getClassLoader(), new Class<?>[] {Dialogs.class}, (_, method, arguments) -> {
                    asked.add(method.getName());
                    explained.add((String) arguments[1]);
                    return true;
                });
        largeActionConfirmation = new LargeActionConfirmation(dialogs, preferences);
    }

    @Test
    void whatCanBeUndoneAsksOnlyAboveTheNumberInThePreferences() {
        assertTrue(largeActionConfirmation.agreed(1000, "Delete"));
        assertEquals(List.of(), asked);
        largeActionConfirmation.agreed(1001, "Delete");
        preferences.manyProperty().set(100);
        largeActionConfirmation.agreed(101, "Delete");
        assertEquals(List.of("agree", "agree"), asked);
    }

    @Test
    void onlyWhatCanBeUndoneSaysSo() {
        largeActionConfirmation.agreed(1001, "Delete");
        largeActionConfirmation.agreedToCopy(1001, "Copy");
        assertEquals(
                List.of(
                        "That is 1,001 images at once. It can be undone.",
                        "That is 1,001 images at once. It can be stopped at any time."),
                explained);
    }

    @Test
    void whatCannotBeUndoneAsksAlwaysAndForTheNumberWhereThereAreMany() {
        largeActionConfirmation.agreedToDeletePermanently(1, "Delete?", "", "Delete", true);
        largeActionConfirmation.agreedToDeletePermanently(1001, "Delete?", "", "Delete", true);
        assertEquals(List.of("confirm", "confirmNumber"), asked);
    }

    @Test
    void bothQuestionsCanBeSwitchedOff() {
        preferences.confirmsPermanentDeletionProperty().set(false);
        assertTrue(largeActionConfirmation.agreedToDeletePermanently(1, "Delete?", "", "Delete", true));
        assertEquals(List.of(), asked);
        largeActionConfirmation.agreedToDeletePermanently(1001, "Delete?", "", "Delete", true);
        assertEquals(List.of("confirmNumber"), asked);
        largeActionConfirmation.agreedToDeletePermanently(1, "Delete?", "no trash here", "Delete", false);
        assertEquals(List.of("confirmNumber", "confirm"), asked, "what was not asked for is asked about");
        asked.remove("confirm");
        preferences.manyProperty().set(Preferences.NO_LIMIT);
        assertTrue(largeActionConfirmation.agreedToDeletePermanently(1_000_000, "Delete?", "", "Delete", true));
        assertTrue(largeActionConfirmation.agreed(1_000_000, "Delete"));
        assertEquals(List.of("confirmNumber"), asked);
    }
}

package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MoveFormViewModelTest {
    private final MoveFormViewModel form = new MoveFormViewModel(List.of("Alice", "bob"), 3);

    @Test
    void withoutANameNothingIsReadyAndNothingWrong() {
        assertFalse(form.readyProperty().get());
        form.userProperty().set("  ");
        assertFalse(form.readyProperty().get());
        assertEquals("", form.problemProperty().get());
    }

    @Test
    void aNewNameAndOneThatIsThereAreFine() {
        form.userProperty().set(" bob ");
        assertTrue(form.readyProperty().get());
        assertEquals("bob", form.named());
        assertEquals("", form.alikeProperty().get());
        form.userProperty().set("carol");
        assertTrue(form.readyProperty().get());
    }

    @Test
    void whatIsAlmostCalledTheSameIsOffered() {
        form.userProperty().set("alice");
        assertEquals("Alice", form.alikeProperty().get());
        assertTrue(form.readyProperty().get(), "it may be meant");
        form.takeAlike();
        assertEquals("Alice", form.named());
        assertEquals("", form.alikeProperty().get());
    }

    @Test
    void whatIsNoNameSaysWhy() {
        for (String typed : List.of(".vitrine", "a/b", "x".repeat(200))) {
            form.userProperty().set(typed);
            assertFalse(form.readyProperty().get(), typed);
            assertFalse(form.problemProperty().get().isEmpty(), typed);
        }
    }
}

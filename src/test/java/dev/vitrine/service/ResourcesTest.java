package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.AtOnce;
import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void allAreClosedInReverseEvenWhenSomeFail() {
        List<String> closed = new ArrayList<>();
        var resources = new Resources();
        resources.add(() -> closed.add("first"));
        resources.add(() -> {
            closed.add("second");
            throw new IllegalStateException("second");
        });
        resources.add(() -> {
            closed.add("third");
            throw new ImageException.Failed("third");
        });
        var failure = assertThrows(ImageException.Failed.class, resources::close);
        assertEquals(List.of("third", "second", "first"), closed);
        assertEquals("third", failure.getMessage());
        assertEquals("second", failure.getSuppressed()[0].getMessage());
    }

    @Test
    void whatComesAfterTheCloseIsClosedAtOnce() {
        List<String> closed = new ArrayList<>();
        var resources = new Resources();
        resources.close();
        assertThrows(ImageException.Cancelled.class, () -> resources.add(() -> closed.add("late")));
        assertEquals(List.of("late"), closed);
    }

    @Test
    void nothingThatSeveralThreadsAddIsLost() throws Exception {
        var closed = new AtomicInteger();
        var resources = new Resources();
        AtOnce.run(4, _ -> () -> {
            for (int i = 0; i < 5000; i++) {
                resources.add(closed::incrementAndGet);
            }
        });
        resources.close();
        assertEquals(20_000, closed.get());
    }
}

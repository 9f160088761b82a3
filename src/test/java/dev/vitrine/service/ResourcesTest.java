package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.List;
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
}

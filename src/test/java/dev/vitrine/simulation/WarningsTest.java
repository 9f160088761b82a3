package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarningsTest {
    private static final System.Logger LOG = System.getLogger("dev.vitrine.service.Something");
    private static final String FORESEEN = "What earlier moves left cannot be finished";

    @Test
    void troublesOfTheNetworkAreForeseen() {
        try (var warnings = new Warnings()) {
            LOG.log(Level.WARNING, "The preview of {0} is not kept: {1}", "an image", "No answer.");
            LOG.log(Level.WARNING, FORESEEN, new ImageException.Failed("No answer.", null));
            assertEquals(List.of(), warnings.unforeseen());
        }
    }

    @Test
    void anotherSentenceIsNot() {
        try (var warnings = new Warnings()) {
            LOG.log(Level.WARNING, FORESEEN, new ImageException.Failed("No answer.", null));
            LOG.log(Level.ERROR, "The mirror met something unexpected", new ImageException.Failed("Why.", null));
            assertEquals(1, warnings.unforeseen().size());
            assertTrue(warnings.unforeseen().getFirst().contains("The mirror met something unexpected"));
        }
    }

    @Test
    void aForeseenSentenceWithAFaultBehindItIsNot() {
        try (var warnings = new Warnings()) {
            LOG.log(Level.WARNING, FORESEEN, new NullPointerException("a fault"));
            assertTrue(warnings.unforeseen().getFirst().contains("NullPointerException: a fault"));
        }
    }
}

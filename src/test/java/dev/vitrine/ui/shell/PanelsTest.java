package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class PanelsTest {
    private final SimpleBooleanProperty remembered = new SimpleBooleanProperty(true);
    private final Panels.Panel panel = new Panels.Panel(remembered);

    @Test
    void itFoldsInANarrowWindowAndComesBackInAWideOne() {
        panel.fold(true);
        assertFalse(panel.openProperty().get());
        assertTrue(remembered.get());
        panel.fold(false);
        assertTrue(panel.openProperty().get());
    }

    @Test
    void whatIsOpenedOverTheGalleryIsNotRemembered() {
        panel.toggle();
        assertFalse(remembered.get());
        panel.fold(true);
        panel.toggle();
        assertTrue(panel.openProperty().get() && panel.foldedProperty().get());
        panel.fold(false);
        assertFalse(panel.openProperty().get());
        assertFalse(remembered.get());
    }
}

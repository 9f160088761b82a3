package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class PreviewViewTest {
    @Test
    void theColorOfAPictureThatIsComingGoesWhenNoneComes() {
        var view = new PreviewView(PreviewView.Fit.WHOLE, 100);
        for (Preview none : List.of(new Preview.Missing("It is damaged."), new Preview.Nothing())) {
            view.previewProperty().set(new Preview.Coming("#ff0000", 30, 20));
            assertTrue(isTinted(view));
            view.previewProperty().set(none);
            assertEquals(false, isTinted(view));
        }
    }

    private static boolean isTinted(PreviewView view) {
        return view.getChildrenUnmodifiable().stream()
                .anyMatch(part -> part instanceof Region region
                        && Background.fill(Color.RED).equals(region.getBackground()));
    }
}

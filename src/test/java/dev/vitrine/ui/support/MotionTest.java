package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class MotionTest {
    @TempDir
    private Path folder;

    @Test
    void withReducedMotionThingsGoAtOnce(WindowRobot robot) {
        var choice = Motion.choice(new Settings(folder.resolve("settings.json")));
        List<Boolean> reported = new ArrayList<>();
        robot.interact(() -> {
            var following = Motion.follow(choice, reported::add);
            choice.set(Motion.MotionChoice.FULL.name());
            assertFalse(Motion.isReduced());
            var fading = new Region();
            Motion.fade(fading, 0);
            assertEquals(1, fading.getOpacity(), "it takes its time");
            assertTrue(fading.isMouseTransparent());
            choice.set(Motion.MotionChoice.REDUCED.name());
            assertTrue(Motion.isReduced());
            var going = new Region();
            Motion.fade(going, 0);
            assertEquals(0, going.getOpacity());
            choice.set(Motion.MotionChoice.SYSTEM.name());
            following.unsubscribe();
        });
        assertTrue(reported.containsAll(List.of(true, false)), reported.toString());
    }

    @Test
    void picturesThatMoveMayAskFromTheirOwnThread(WindowRobot robot) {
        var choice = Motion.choice(new Settings(folder.resolve("settings.json")));
        var ofTheSystem = new AtomicBoolean();
        robot.interact(() -> {
            Motion.follow(choice, _ -> {}).unsubscribe();
            ofTheSystem.set(Platform.getPreferences().isReducedMotion());
        });
        assertEquals(ofTheSystem.get(), Motion.isReduced());
    }
}

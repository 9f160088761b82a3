package dev.vitrine.ui.filter;

import dev.vitrine.ui.WindowRobot;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.testfx.util.WaitForAsyncUtils;

/// What a test sees of the sidebar on a page, and does there.
record ShownSidebar(Node page) {
    void openMenu(WindowRobot robot, String tag) {
        waitFor(() -> row(tag).isPresent());
        // Not with the robot: the menu would take the focus between the press and the release of Shift, which
        // then stays down for good.
        robot.interact(() -> Event.fireEvent(
                row(tag).orElseThrow(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F10, true, false, false, false)));
        waitFor(() -> robot.lookup("Rename…").tryQuery().isPresent());
    }

    Optional<Node> row(String name) {
        return page.lookupAll(".sidebar-row").stream()
                .filter(node -> ((SidebarRow) node).getName().equals(name))
                .findFirst();
    }

    /// @param condition asked on the screen's thread
    static void waitFor(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    10,
                    TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.asyncFx(condition).get());
        } catch (TimeoutException e) {
            throw new AssertionError("did not come", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}

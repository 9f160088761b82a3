package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileBrowserTest {
    private final HeardToasts toasts = new HeardToasts();
    private final FileBrowser browser = new FileBrowser(Background.immediate(), toasts);

    @Test
    void whereNoProgramShowsAFileItIsSaidWhereItIs() {
        Path saved = Path.of("sea.jpg").toAbsolutePath();
        browser.show(saved, () -> List.of(List.of("no-such-program"), List.of("nor-this-one")));
        assertEquals(List.of("No file manager could be opened. Look here: " + saved), toasts.reported);
    }
}

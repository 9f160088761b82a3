package dev.vitrine.ui.desktop;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Shows a file in the system's browser of files, selected where that can be.
public final class FileBrowser {
    private static final System.Logger LOG = System.getLogger(FileBrowser.class.getName());
    private static final int LONGEST_SECONDS = 20;

    private final Background background;
    private final Toasts toasts;

    /// @param toasts say where a file is when nothing shows it
    public FileBrowser(Background background, Toasts toasts) {
        this.background = background;
        this.toasts = toasts;
    }

    /// @param shown a file, or a folder to look into
    public void show(Path shown) {
        show(shown, () -> commands(OperatingSystem.current(), shown, Files.isDirectory(shown)));
    }

    void show(Path shown, Supplier<List<List<String>>> commands) {
        background.run(
                () -> {
                    for (List<String> command : commands.get()) {
                        if (worked(command)) {
                            return true;
                        }
                    }
                    return false;
                },
                isShown -> {
                    if (!isShown) {
                        toasts.show(Messages.text("toast.notInFolder", shown.toAbsolutePath()));
                    }
                },
                failure -> LOG.log(Level.WARNING, "the folder could not be shown", failure));
    }

    /// One after the other until one works.
    private static List<List<String>> commands(OperatingSystem system, Path shown, boolean isFolder) {
        String place = shown.toAbsolutePath().toString();
        String folder = isFolder ? place : String.valueOf(shown.toAbsolutePath().getParent());
        return switch (system) {
            case WINDOWS -> List.of(List.of("explorer.exe", isFolder ? place : "/select," + place));
            case MACOS -> List.of(isFolder ? List.of("open", "--", place) : List.of("open", "-R", "--", place));
            case LINUX, OTHER ->
                isFolder
                        ? List.of(List.of("xdg-open", folder))
                        : List.of(
                                List.of(
                                        "gdbus",
                                        "call",
                                        "--session",
                                        "--dest=org.freedesktop.FileManager1",
                                        "--object-path=/org/freedesktop/FileManager1",
                                        "--method=org.freedesktop.FileManager1.ShowItems",
                                        "['" + shown.toUri().toASCIIString().replace("'", "%27") + "']",
                                        ""),
                                List.of("xdg-open", folder));
        };
    }

    /// Opens a page where the person looks at pages.
    public static void openPage(URI page) throws InterruptedException {
        String address = page.toASCIIString();
        List<String> command = switch (OperatingSystem.current()) {
            case WINDOWS -> List.of("rundll32", "url.dll,FileProtocolHandler", address);
            case MACOS -> List.of("open", address);
            case LINUX, OTHER -> List.of("xdg-open", address);
        };
        if (!worked(command)) {
            LOG.log(Level.INFO, "no browser was opened; the address is shown");
        }
    }

    private static boolean worked(List<String> command) throws InterruptedException {
        Optional<Process> started = DesktopProgram.start(command, Map.of());
        // Some stay as long as their window: that is no failure.
        return started.isPresent()
                && (!started.get().waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)
                        || started.get().exitValue() == 0);
    }
}

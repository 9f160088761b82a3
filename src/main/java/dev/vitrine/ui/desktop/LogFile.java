package dev.vitrine.ui.desktop;

import dev.vitrine.connection.AppFolders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// The log of the window in a file: a program that is started from a menu has no terminal. Small, and of two files the
/// older goes. A terminal is told only what asks for attention.
public final class LogFile {
    private static final System.Logger LOG = System.getLogger(LogFile.class.getName());
    private static final int LARGEST = 1 << 20;

    private LogFile() {}

    public static Path in(AppFolders folders) {
        return folders.cache().resolve("log").resolve("vitrine.0.log");
    }

    public static void begin(AppFolders folders) {
        Path file = in(folders);
        try {
            Files.createDirectories(file.getParent());
            String pattern = file.resolveSibling("vitrine").toString().replace("%", "%%") + ".%g.log";
            var handler = new FileHandler(pattern, LARGEST, 2, true);
            handler.setFormatter(new SimpleFormatter());
            handler.setEncoding("UTF-8");
            Logger root = Logger.getLogger("");
            Arrays.stream(root.getHandlers())
                    .filter(ConsoleHandler.class::isInstance)
                    .forEach(terminal -> terminal.setLevel(java.util.logging.Level.WARNING));
            root.addHandler(handler);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "There is no log in " + file, e);
        }
    }
}

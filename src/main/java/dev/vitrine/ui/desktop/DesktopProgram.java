package dev.vitrine.ui.desktop;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program of the system that shows something beside this window. On some systems it is not there, which is no
/// failure: whoever starts it says in the window, too, what there is to say.
final class DesktopProgram {
    private static final System.Logger LOG = System.getLogger(DesktopProgram.class.getName());

    private DesktopProgram() {}

    /// Nothing is read of what it writes.
    ///
    /// @param environment of it, beside that of this process
    /// @return empty where there is no such program
    static Optional<Process> start(List<String> line, Map<String, String> environment) {
        var builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return Optional.of(process);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "not there: " + line.getFirst(), e);
            return Optional.empty();
        }
    }
}

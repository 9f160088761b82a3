package dev.vitrine.ui.desktop;

import dev.vitrine.files.OperatingSystem;
import dev.vitrine.ui.support.Background;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A notice on the desktop, by the means that each system has for that, run as a program of its own: JavaFX has none,
/// and AWT stays out of this process.
///
/// Where that program is missing nothing is shown: whatever is reported here is reported in the window too. The
/// words never become part of a command that is interpreted.
public final class DesktopNotice {
    private static final System.Logger LOG = System.getLogger(DesktopNotice.class.getName());
    private static final String SCRIPT_OF_MACOS =
            "on run words\ndisplay notification (item 2 of words) with title (item 1 of words)\nend run";
    private static final String SCRIPT_OF_WINDOWS = """
            Add-Type -AssemblyName System.Windows.Forms, System.Drawing
            $notice = New-Object System.Windows.Forms.NotifyIcon
            $notice.Icon = [System.Drawing.SystemIcons]::Information
            $notice.Visible = $true
            $notice.ShowBalloonTip(8000, $env:VITRINE_TITLE, $env:VITRINE_TEXT, 'None')
            Start-Sleep -Seconds 9
            $notice.Dispose()
            """;
    private static final int LONGEST_SECONDS = 30;

    private final Background background;

    public DesktopNotice(Background background) {
        this.background = background;
    }

    public void show(String title, String words) {
        show(command(OperatingSystem.current(), title, words));
    }

    void show(Command command) {
        background.run(
                () -> run(command),
                _ -> {},
                failure -> LOG.log(Level.INFO, "no notice on the desktop: " + failure.getMessage()));
    }

    /// A program with its arguments, and what it finds in its environment.
    record Command(List<String> line, Map<String, String> environment) {}

    static Command command(OperatingSystem system, String title, String words) {
        return switch (system) {
            case WINDOWS ->
                new Command(
                        List.of(
                                "powershell.exe",
                                "-NoProfile",
                                "-NonInteractive",
                                "-WindowStyle",
                                "Hidden",
                                "-Command",
                                SCRIPT_OF_WINDOWS),
                        Map.of("VITRINE_TITLE", title, "VITRINE_TEXT", words));
            case MACOS -> new Command(List.of("osascript", "-e", SCRIPT_OF_MACOS, title, words), Map.of());
            case LINUX, OTHER ->
                new Command(
                        List.of(
                                "notify-send",
                                "--app-name=Vitrine",
                                "--icon=vitrine",
                                "--",
                                title,
                                withoutMarkup(words)),
                        Map.of());
        };
    }

    /// Notification servers may take the text for markup.
    private static String withoutMarkup(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean run(Command command) throws InterruptedException {
        Optional<Process> started = DesktopProgram.start(command.line(), command.environment());
        if (started.isPresent() && !started.get().waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            started.get().destroyForcibly();
        }
        return started.isPresent();
    }
}

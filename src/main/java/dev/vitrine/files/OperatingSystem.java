package dev.vitrine.files;

import java.util.Locale;
import java.util.Properties;

/// The systems that keep files, show notices and quote words each in their own way.
public enum OperatingSystem {
    WINDOWS,
    MACOS,
    LINUX,
    OTHER;

    public static OperatingSystem current() {
        return of(System.getProperties());
    }

    public static OperatingSystem of(Properties system) {
        return named(system.getProperty("os.name", ""));
    }

    /// @param name as Java calls it: “Windows 11”, “Mac OS X”, “Linux”
    public static OperatingSystem named(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (plain.startsWith("windows")) {
            return WINDOWS;
        }
        if (plain.startsWith("mac")) {
            return MACOS;
        }
        return plain.startsWith("linux") ? LINUX : OTHER;
    }
}

import java.util.Locale;

/// The systems that packages are built on, each for itself.
enum Platform {
    LINUX("Linux"), WINDOWS("Windows"), MACOS("Mac");

    private final String inLibraries;

    Platform(String inLibraries) {
        this.inLibraries = inLibraries;
    }

    static Platform current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    /// The folder of this platform's native code, as sqlite-jdbc and webp-imageio name theirs.
    String nativeFolder() {
        return inLibraries + "/" + (isArm() ? "aarch64" : "x86_64");
    }

    static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    static boolean isNativeCode(String file) {
        return file.endsWith(".so") || file.endsWith(".dll") || file.endsWith(".dylib") || file.endsWith(".jnilib");
    }
}

package dev.vitrine.files;

/// Whether names of files and words on the command line arrive whole.
///
/// Java decodes both by the locale of the session. Without a UTF-8 locale (cron, containers, `env -i`) what is beyond
/// ASCII comes as replacement characters, and what it was cannot be known any more.
public final class SystemText {
    public static final SystemText HERE = new SystemText(System.getProperty("sun.jnu.encoding", ""));

    private static final char REPLACEMENT = '\uFFFD';

    private final String encoding;

    SystemText(String encoding) {
        this.encoding = encoding;
    }

    /// Whether characters of a text that came from the system are lost.
    public boolean isLost(String text) {
        return !encoding.equals("UTF-8") && text.indexOf(REPLACEMENT) >= 0;
    }

    /// What to do about it, as a sentence.
    public static String remedy() {
        return "This session has no UTF-8 locale; start Vitrine with LANG=C.UTF-8.";
    }
}

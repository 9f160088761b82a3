package dev.vitrine.text;

/// Characters without a look of their own that belong to the one before: they make one emoji of several, the flag of a
/// part of a country of a black one, and the forms of letters in Persian and Indian scripts.
public final class Joiners {
    private static final int BLACK_FLAG = 0x1F3F4;

    private Joiners() {}

    public static boolean isJoiner(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D;
    }

    /// Whether it has a meaning where it stands. After a blank or a Latin letter there is nothing to join: there it
    /// would only make two texts of one look.
    public static boolean belongs(int before, int codePoint) {
        return isJoiner(codePoint)
                ? before > 0x7F && !isJoiner(before)
                : isTag(codePoint) && (before == BLACK_FLAG || isTag(before));
    }

    /// Letters and digits that nobody sees, for the name of the part.
    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }
}

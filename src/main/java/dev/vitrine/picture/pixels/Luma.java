package dev.vitrine.picture.pixels;

/// The brightness of a part of a picture, where it is transparent over the gray of previews.
record Luma(byte[] levels, int stride, int left, int top, int width, int height) {
    private static final int BACKGROUND = 0xE4;
    /// So far from the tone of a border its pixels may be: it was compressed.
    private static final int TOLERANCE = 12;
    /// One pixel in so many may be any.
    private static final int OUTLIERS = 50;
    /// What is wider, beside a picture, is a part of it.
    private static final double MAX_BAR = 0.4;
    /// One around the other.
    private static final int MAX_BORDERS = 3;

    static Luma of(Picture picture) {
        int[] argb = picture.argb();
        byte[] levels = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int pixel = argb[i];
            int seen = (pixel >> 16 & 0xFF) * 299 + (pixel >> 8 & 0xFF) * 587 + (pixel & 0xFF) * 114;
            levels[i] = (byte) (seen / 1000 + (255 - (pixel >>> 24)) * BACKGROUND / 255);
        }
        return new Luma(levels, picture.width(), 0, 0, picture.width(), picture.height());
    }

    int at(int x, int y) {
        return levels[(top + y) * stride + left + x] & 0xFF;
    }

    /// Without what somebody has put around it, or above and below: one tone, as wide on opposite sides. A sky has
    /// no match, and what is dark in the picture itself, beside a dark border, stays.
    Luma withoutBorder() {
        Luma inner = this;
        for (int border = 0; border < MAX_BORDERS; border++) {
            inner = inner.withoutBars(true).withoutBars(false);
        }
        return inner;
    }

    private Luma withoutBars(boolean rows) {
        int lines = rows ? height : width;
        int tone = tone(rows, 0);
        int max = (int) (lines * MAX_BAR);
        int bar = 0;
        while (bar < max && isOf(tone, rows, bar) && isOf(tone, rows, lines - 1 - bar)) {
            bar++;
        }
        if (bar == 0 || bar == max) {
            return this;
        }
        return rows
                ? new Luma(levels, stride, left, top + bar, width, height - 2 * bar)
                : new Luma(levels, stride, left + bar, top, width - 2 * bar, height);
    }

    private int tone(boolean row, int line) {
        int length = row ? width : height;
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += row ? at(i, line) : at(line, i);
        }
        return sum / length;
    }

    private boolean isOf(int tone, boolean row, int line) {
        int length = row ? width : height;
        int others = 0;
        for (int i = 0; i < length; i++) {
            others += Math.abs((row ? at(i, line) : at(line, i)) - tone) > TOLERANCE ? 1 : 0;
        }
        return others <= length / OUTLIERS;
    }
}

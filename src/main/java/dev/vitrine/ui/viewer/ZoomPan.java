package dev.vitrine.ui.viewer;

import dev.vitrine.picture.pixels.Place;
import dev.vitrine.ui.controls.Preview;

/// How a picture lies in a view: pure geometry, immutable.
///
/// Scale 1 draws one picture pixel on one device pixel. Positions and the view's size are in the screen's logical
/// pixels, of which each has `density` device pixels. The offset says how far the picture's center is from the view's
/// center; it is always such that a picture larger than the view leaves no gap and a smaller one is centered.
///
/// @param pictureWidth before turning
/// @param pictureHeight before turning
/// @param turns quarter turns clockwise, 0 to 3
/// @param freeScale what was asked for; the canonical constructor puts the scale of the fitting here
record ZoomPan(
        double pictureWidth,
        double pictureHeight,
        double viewWidth,
        double viewHeight,
        double density,
        int turns,
        Fitting fitting,
        double freeScale,
        double offsetX,
        double offsetY) {

    /// Whole picture visible (never enlarged beyond 1:1), whole view covered, or as chosen.
    enum Fitting {
        FIT,
        FILL,
        FREE
    }

    /// Where the picture is drawn, in logical pixels, before it is turned around its center.
    record Placement(double centerX, double centerY, double width, double height, double degrees) {}

    private static final double LARGEST = 16;
    private static final double[] STOPS = {
        1 / 16.0, 1 / 8.0, 1 / 6.0, 1 / 4.0, 1 / 3.0, 1 / 2.0, 2 / 3.0, 1, 1.5, 2, 3, 4, 6, 8, 12, 16
    };
    private static final double SAME = 1.0005;

    public ZoomPan {
        if (!(pictureWidth > 0 && pictureHeight > 0 && viewWidth > 0 && viewHeight > 0 && density > 0)) {
            throw new IllegalArgumentException(
                    "no area: " + pictureWidth + " × " + pictureHeight + " in " + viewWidth + " × " + viewHeight);
        }
        turns = Math.floorMod(turns, 4);
        boolean upright = turns % 2 == 0;
        double fit = Math.min(
                Math.min(
                        viewWidth * density / (upright ? pictureWidth : pictureHeight),
                        viewHeight * density / (upright ? pictureHeight : pictureWidth)),
                Math.max(1, density));
        if (fitting == Fitting.FREE) {
            freeScale = Math.clamp(freeScale, fit, Math.max(LARGEST, fit));
            if (freeScale <= fit * SAME) {
                fitting = Fitting.FIT;
            }
        }
        double scale = switch (fitting) {
            case FIT -> fit;
            case FILL ->
                Math.max(
                        viewWidth * density / (upright ? pictureWidth : pictureHeight),
                        viewHeight * density / (upright ? pictureHeight : pictureWidth));
            case FREE -> freeScale;
        };
        freeScale = scale;
        offsetX = clampedOffset(offsetX, (upright ? pictureWidth : pictureHeight) * scale / density, viewWidth);
        offsetY = clampedOffset(offsetY, (upright ? pictureHeight : pictureWidth) * scale / density, viewHeight);
    }

    private static double clampedOffset(double offset, double shown, double view) {
        double play = Math.max(0, (shown - view) / 2);
        return Math.clamp(offset, -play, play);
    }

    /// The whole picture in the middle of the view.
    static ZoomPan fitted(
            double pictureWidth, double pictureHeight, double viewWidth, double viewHeight, double density) {
        return new ZoomPan(pictureWidth, pictureHeight, viewWidth, viewHeight, density, 0, Fitting.FIT, 1, 0, 0);
    }

    /// A picture with a level of the very size at which a view like this one shows all of it.
    Preview.Ready fitted(Preview.Ready ready) {
        ZoomPan whole = fitted(ready.width(), ready.height(), viewWidth, viewHeight, density);
        return new Preview.Ready(
                ready.levels().with((int) Math.round(whole.shownWidth() * density), (int)
                        Math.round(whole.shownHeight() * density)),
                ready.width(),
                ready.height());
    }

    /// Device pixels for one picture pixel.
    double scale() {
        return freeScale;
    }

    /// Width on the screen after turning, in logical pixels.
    double shownWidth() {
        return (turns % 2 == 0 ? pictureWidth : pictureHeight) * scale() / density;
    }

    double shownHeight() {
        return (turns % 2 == 0 ? pictureHeight : pictureWidth) * scale() / density;
    }

    /// Longest side on the screen, in device pixels.
    double drawnEdge() {
        return Math.max(pictureWidth, pictureHeight) * scale();
    }

    /// True when there is something outside the view to pan to.
    boolean canPan() {
        return shownWidth() > viewWidth + 0.5 || shownHeight() > viewHeight + 0.5;
    }

    /// Edges lie on whole device pixels, so that a picture at 1:1 is drawn pixel by pixel.
    Placement placement() {
        double left = Math.round(((viewWidth - shownWidth()) / 2 + offsetX) * density) / density;
        double top = Math.round(((viewHeight - shownHeight()) / 2 + offsetY) * density) / density;
        return new Placement(
                left + shownWidth() / 2,
                top + shownHeight() / 2,
                pictureWidth * scale() / density,
                pictureHeight * scale() / density,
                90.0 * turns);
    }

    /// What is in view, in whole pixels of the picture before it is turned.
    Place visible() {
        Placement where = placement();
        double pixel = scale() / density;
        double[] across = {0, viewWidth};
        double[] down = {0, viewHeight};
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (int corner = 0; corner < 2; corner++) {
            double x = across[corner] - where.centerX;
            double y = down[corner] - where.centerY;
            for (int i = 0; i < turns; i++) { // back
                double next = -x;
                x = y;
                y = next;
            }
            x = Math.clamp(x / pixel + pictureWidth / 2, 0, pictureWidth);
            y = Math.clamp(y / pixel + pictureHeight / 2, 0, pictureHeight);
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
        }
        int fromX = (int) Math.min(left, pictureWidth - 1);
        int fromY = (int) Math.min(top, pictureHeight - 1);
        return new Place(
                fromX,
                fromY,
                Math.max(1, (int) Math.ceil(right) - fromX),
                Math.max(1, (int) Math.ceil(bottom) - fromY));
    }

    ZoomPan inView(double width, double height, double changedDensity) {
        return new ZoomPan(
                pictureWidth,
                pictureHeight,
                width,
                height,
                changedDensity,
                turns,
                fitting,
                freeScale,
                offsetX,
                offsetY);
    }

    ZoomPan fit() {
        return with(Fitting.FIT, scale(), 0, 0);
    }

    ZoomPan fill() {
        return with(Fitting.FILL, scale(), offsetX, offsetY);
    }

    /// To this scale; what lies under the point (logical pixels from the view's top left) stays there as far as the
    /// picture's edges allow.
    ZoomPan scaledTo(double scale, double x, double y) {
        ZoomPan scaled = with(Fitting.FREE, scale, 0, 0);
        double factor = scaled.scale() / scale();
        double fromCenterX = x - viewWidth / 2;
        double fromCenterY = y - viewHeight / 2;
        return with(
                Fitting.FREE,
                scale,
                fromCenterX - (fromCenterX - offsetX) * factor,
                fromCenterY - (fromCenterY - offsetY) * factor);
    }

    ZoomPan scaledBy(double factor, double x, double y) {
        return scaledTo(scale() * factor, x, y);
    }

    /// To the next round figure, around the middle of the view.
    ZoomPan stepIn() {
        for (double stop : STOPS) {
            if (stop > scale() * SAME) {
                return scaledTo(stop, viewWidth / 2, viewHeight / 2);
            }
        }
        return this;
    }

    ZoomPan stepOut() {
        for (int i = STOPS.length - 1; i >= 0; i--) {
            if (STOPS[i] < scale() / SAME) {
                return scaledTo(STOPS[i], viewWidth / 2, viewHeight / 2);
            }
        }
        return fit();
    }

    ZoomPan panned(double dx, double dy) {
        return with(fitting, scale(), offsetX + dx, offsetY + dy);
    }

    /// Turned by quarter turns, clockwise when positive; what was in the middle stays there.
    ZoomPan turned(int quarters) {
        double x = offsetX;
        double y = offsetY;
        for (int i = 0; i < Math.floorMod(quarters, 4); i++) {
            double next = -y;
            y = x;
            x = next;
        }
        return new ZoomPan(
                pictureWidth, pictureHeight, viewWidth, viewHeight, density, turns + quarters, fitting, scale(), x, y);
    }

    /// Zoomed and panned as the other one is: as many times the fitting size, and the same part of the picture in
    /// the middle.
    ZoomPan like(ZoomPan other) {
        ZoomPan scaled =
                with(other.fitting, fit().scale() * other.scale() / other.fit().scale(), 0, 0);
        return scaled.with(scaled.fitting, scaled.scale(), scaled.relativeX(other), scaled.relativeY(other));
    }

    private double relativeX(ZoomPan other) {
        return other.offsetX / other.shownWidth() * shownWidth();
    }

    private double relativeY(ZoomPan other) {
        return other.offsetY / other.shownHeight() * shownHeight();
    }

    private ZoomPan with(Fitting changed, double scale, double x, double y) {
        return new ZoomPan(pictureWidth, pictureHeight, viewWidth, viewHeight, density, turns, changed, scale, x, y);
    }
}

package com.sun.glass.ui.unshown;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;

/// JavaFX's platform without a display, less the screen that nobody looks at: it copies every window there at every
/// frame, pixel by pixel, which was two thirds of the processor time of a test of the window. All is drawn as before.
///
/// The name of the package is what JavaFX makes of `-Dglass.platform=Unshown`.
public final class UnshownPlatformFactory extends HeadlessPlatformFactory {
    @Override
    public Application createApplication() {
        return new HeadlessApplication() {
            @Override
            public View createView() {
                return new UnshownView();
            }
        };
    }

    private static final class UnshownView extends HeadlessView {
        @Override
        protected void _uploadPixels(long view, Pixels pixels) {
            // Drawn, and shown to nobody.
        }
    }
}

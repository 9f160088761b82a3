package dev.vitrine.picture.format;

import dev.vitrine.picture.pixels.Integrity;
import java.awt.image.BufferedImage;

/// An image as far as its file goes.
///
/// @param there rows to be shown, from its top
/// @param sound how much of it, from its top, is as it should be: 1 for all of it, 0 where nothing tells
record ReadImage(BufferedImage image, int there, Integrity integrity, double sound) {
    static ReadImage whole(BufferedImage image) {
        return new ReadImage(image, image.getHeight(), Integrity.UNKNOWN, 1);
    }

    /// By a reader that did not mind the end of the file, or that had all it needs before.
    static ReadImage beyondEnd(BufferedImage image) {
        return new ReadImage(image, image.getHeight(), Integrity.UNKNOWN, 0);
    }

    /// The rows that there are in another order, or place.
    ReadImage moved(BufferedImage to) {
        return new ReadImage(to, to.getHeight(), integrity, Math.floor(sound));
    }

    /// Of one that was empty before a reader broke off within it: rows of zeros at its bottom are not there.
    static ReadImage broken(BufferedImage image) {
        double[] row = new double[image.getWidth() * image.getRaster().getNumBands()];
        int there = image.getHeight();
        while (there > 0 && isEmpty(image.getRaster().getPixels(0, there - 1, image.getWidth(), 1, row))) {
            there--;
        }
        boolean isKnown = there < image.getHeight();
        return new ReadImage(image, there, Integrity.DAMAGED, isKnown ? (double) there / image.getHeight() : 0);
    }

    private static boolean isEmpty(double[] samples) {
        for (double sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }
}

package dev.vitrine.picture.jpeg;

import java.awt.image.BufferedImage;

/// How alike two pictures are.
final class Fidelity {
    private Fidelity() {}

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /// Peak signal-to-noise ratio over red, green and blue, in decibels; 99 for equal pictures.
    static double psnr(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int difference = (a[i] >> shift & 255) - (b[i] >> shift & 255);
                sum += difference * difference;
            }
        }
        return sum == 0 ? 99 : 10 * Math.log10(255.0 * 255 / (sum / (3.0 * a.length)));
    }

    /// Structural similarity of luma (Wang, Bovik, Sheikh and Simoncelli, 2004) with uniform windows of 8 × 8,
    /// stepped by 4.
    static double ssim(double[] a, double[] b, int width, int height) {
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + 8 <= height; y += 4) {
            for (int x = 0; x + 8 <= width; x += 4) {
                sum += window(a, b, y * width + x, width);
                windows++;
            }
        }
        return sum / windows;
    }

    private static double window(double[] a, double[] b, int at, int stride) {
        double sumA = 0;
        double sumB = 0;
        double squares = 0;
        double product = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                double p = a[at + y * stride + x];
                double q = b[at + y * stride + x];
                sumA += p;
                sumB += q;
                squares += p * p + q * q;
                product += p * q;
            }
        }
        double meanA = sumA / 64;
        double meanB = sumB / 64;
        double variances = squares / 64 - meanA * meanA - meanB * meanB;
        double covariance = product / 64 - meanA * meanB;
        double c1 = 0.01 * 255 * 0.01 * 255;
        double c2 = 0.03 * 255 * 0.03 * 255;
        return (2 * meanA * meanB + c1)
                * (2 * covariance + c2)
                / ((meanA * meanA + meanB * meanB + c1) * (variances + c2));
    }
}

package dev.vitrine.picture;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How near our small pictures are to those of `vipsthumbnail`, file by file, as PSNR and SSIM of the luma. On demand:
///
/// `java -cp … dev.vitrine.picture.FidelityReport EDGE FOLDER…`
final class FidelityReport {
    private static final int WINDOW = 8;
    private static final int STEP = 4;

    private FidelityReport() {}

    public static void main(String[] arguments) throws Exception {
        int edge = Integer.parseInt(arguments[0]);
        var similarities = new ArrayList<Double>();
        for (String folder : List.of(arguments).subList(1, arguments.length)) {
            for (Path file : FolderContent.files(Path.of(folder))) {
                compare(file, edge, similarities);
            }
        }
        similarities.sort(null);
        if (!similarities.isEmpty()) {
            System.out.printf(
                    "%d files: SSIM median %.4f, lowest %.4f%n",
                    similarities.size(), similarities.get(similarities.size() / 2), similarities.getFirst());
        }
        System.exit(0);
    }

    private static void compare(Path file, int edge, List<Double> similarities)
            throws IOException, InterruptedException {
        Path reference = Files.createTempFile("reference-", ".png");
        try {
            var process = new ProcessBuilder(
                            "vipsthumbnail",
                            file.toString(),
                            "--size",
                            edge + "x" + edge + ">",
                            "-o",
                            reference.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean theirs =
                    process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0 && Files.size(reference) > 0;
            process.destroyForcibly();
            String line = theirs
                    ? against(new PictureReader().read(ImageSource.ofFile(reference), edge), file, edge, similarities)
                    : "vips cannot read it";
            System.out.printf("%-60s %s%n", file.getFileName(), line);
        } finally {
            Files.deleteIfExists(reference);
        }
    }

    private static String against(Picture theirs, Path file, int edge, List<Double> similarities) {
        Picture ours;
        try {
            ours = new PictureReader().read(ImageSource.ofFile(file), edge);
        } catch (dev.vitrine.image.ImageException e) {
            return "OURS FAILS " + e.getMessage();
        }
        if (ours.width() != theirs.width() || ours.height() != theirs.height()) {
            boolean rounding =
                    Math.abs(ours.width() - theirs.width()) <= 1 && Math.abs(ours.height() - theirs.height()) <= 1;
            return "%s: ours %d × %d, theirs %d × %d"
                    .formatted(
                            rounding ? "rounded otherwise" : "OTHER SIZE",
                            ours.width(),
                            ours.height(),
                            theirs.width(),
                            theirs.height());
        }
        double similarity = ssim(luma(ours), luma(theirs), ours.width(), ours.height());
        similarities.add(similarity);
        return "PSNR %.1f dB  SSIM %.4f".formatted(psnr(ours.argb(), theirs.argb()), similarity);
    }

    private static double psnr(int[] ours, int[] theirs) {
        double sum = 0;
        for (int i = 0; i < ours.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double difference = (ours[i] >> shift & 0xFF) - (theirs[i] >> shift & 0xFF);
                sum += difference * difference;
            }
        }
        return sum == 0 ? 99 : 10 * Math.log10(255.0 * 255 * 3 * ours.length / sum);
    }

    static double[] luma(Picture picture) {
        double[] luma = new double[picture.argb().length];
        for (int i = 0; i < luma.length; i++) {
            int pixel = picture.argb()[i];
            luma[i] = 0.299 * (pixel >> 16 & 0xFF) + 0.587 * (pixel >> 8 & 0xFF) + 0.114 * (pixel & 0xFF);
        }
        return luma;
    }

    /// Wang et al. 2004, with square windows.
    static double ssim(double[] a, double[] b, int width, int height) {
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= height; y += STEP) {
            for (int x = 0; x + WINDOW <= width; x += STEP) {
                sum += window(a, b, width, x, y);
                windows++;
            }
        }
        return windows == 0 ? 1 : sum / windows;
    }

    private static double window(double[] a, double[] b, int width, int left, int top) {
        double n = WINDOW * WINDOW;
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                double p = a[y * width + x];
                double q = b[y * width + x];
                sumA += p;
                sumB += q;
                squaresA += p * p;
                squaresB += q * q;
                products += p * q;
            }
        }
        double meanA = sumA / n;
        double meanB = sumB / n;
        double c1 = 6.5025;
        double c2 = 58.5225;
        double covariance = products / n - meanA * meanB;
        double variances = squaresA / n - meanA * meanA + squaresB / n - meanB * meanB;
        return (2 * meanA * meanB + c1)
                * (2 * covariance + c2)
                / ((meanA * meanA + meanB * meanB + c1) * (variances + c2));
    }
}

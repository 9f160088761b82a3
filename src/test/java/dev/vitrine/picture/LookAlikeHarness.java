package dev.vitrine.picture;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.picture.pixels.DctHash;
import dev.vitrine.service.Previews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many changed copies of photographs are found by their hashes, and how many other photographs with them. Needs
/// ImageMagick on the path; takes a folder of photographs and one for the copies, which are made once.
final class LookAlikeHarness {
    private static final int MAX_PHOTOS = 200;

    /// What is done to each photograph: the name of the copy, and how ImageMagick makes it.
    private static final Map<String, String> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put("half.jpg", "-resize 50%");
        CHANGES.put("quarter.jpg", "-resize 25%");
        CHANGES.put("small.jpg", "-resize 200x200");
        CHANGES.put("q50.jpg", "-quality 50");
        CHANGES.put("q20.jpg", "-resize 80% -quality 20");
        CHANGES.put("gray.jpg", "-colorspace Gray");
        CHANGES.put("white.jpg", "-bordercolor white -border 5%");
        CHANGES.put("black.jpg", "-bordercolor black -border 12%x3%");
        CHANGES.put("webp.webp", "-quality 75");
        CHANGES.put("turn90.jpg", "-rotate 90");
        CHANGES.put("turn180.jpg", "-rotate 180");
        CHANGES.put("mirror.jpg", "-flop");
        CHANGES.put("crop2.jpg", "-gravity center -crop 98%x98%+0+0 +repage");
        CHANGES.put("crop5.jpg", "-gravity northwest -crop 95%x95%+0+0 +repage");
    }

    private LookAlikeHarness() {}

    public static void main(String[] arguments) throws Exception {
        List<Path> photos;
        photos = FolderContent.in(Path.of(arguments[0])).stream()
                .filter(Files::isRegularFile)
                .sorted()
                .limit(MAX_PHOTOS)
                .toList();
        var originals = new ArrayList<PerceptualHash>();
        var copies = new ArrayList<Map<String, PerceptualHash>>();
        for (Path photo : photos) {
            Optional<PerceptualHash> original = hash(photo);
            if (original.isEmpty()) {
                System.out.println("no hash of " + photo.getFileName());
                continue;
            }
            originals.add(original.get());
            var changed = new LinkedHashMap<String, PerceptualHash>();
            for (var change : CHANGES.entrySet()) {
                Path copy = copy(photo, change.getKey(), change.getValue(), Path.of(arguments[1]));
                Optional<PerceptualHash> hash = hash(copy);
                hash.ifPresent(known -> changed.put(change.getKey(), known));
                int distance = hash.map(original.get()::distance).orElse(Long.SIZE);
                if (distance > PerceptualHash.MAX_DISTANCE && !change.getKey().startsWith("crop")) {
                    System.out.println(photo.getFileName() + " " + change.getKey() + ": " + distance);
                }
            }
            copies.add(changed);
        }
        printFound(originals, copies);
        printFalse(originals, copies);
    }

    private static void printFound(List<PerceptualHash> originals, List<Map<String, PerceptualHash>> copies) {
        int[] histogram = new int[Long.SIZE + 1];
        int found = 0;
        int all = 0;
        for (String change : CHANGES.keySet()) {
            int ofChange = 0;
            for (int i = 0; i < originals.size(); i++) {
                PerceptualHash copy = copies.get(i).get(change);
                int distance = copy == null ? Long.SIZE : originals.get(i).distance(copy);
                ofChange += distance <= PerceptualHash.MAX_DISTANCE ? 1 : 0;
                if (!change.startsWith("crop")) {
                    histogram[distance]++;
                }
            }
            System.out.printf("%-12s %d of %d%n", change, ofChange, originals.size());
            if (!change.startsWith("crop")) {
                found += ofChange;
                all += originals.size();
            }
        }
        System.out.printf("recall without crops: %d of %d = %.4f%n", found, all, (double) found / all);
        int sum = 0;
        for (int d = 0; d <= 16; d++) {
            sum += histogram[d];
            System.out.printf("  distance <= %2d: %.4f%n", d, (double) sum / all);
        }
    }

    private static void printFalse(List<PerceptualHash> originals, List<Map<String, PerceptualHash>> copies) {
        long[] histogram = new long[Long.SIZE + 1];
        long pairs = 0;
        for (int i = 0; i < originals.size(); i++) {
            for (int j = 0; j < originals.size(); j++) {
                for (PerceptualHash copy : copies.get(j).values()) {
                    if (i != j) {
                        pairs++;
                        histogram[originals.get(i).distance(copy)]++;
                    }
                }
            }
        }
        System.out.println(pairs + " pairs of different photographs");
        long sum = 0;
        for (int d = 0; d <= 16; d++) {
            sum += histogram[d];
            System.out.printf("  distance <= %2d: %d = %.1f in 100,000%n", d, sum, 1e5 * sum / pairs);
        }
    }

    private static Optional<PerceptualHash> hash(Path file) {
        try {
            return DctHash.of(new PictureReader()
                    .preview(ImageSource.ofFile(file), Previews.TILE, DecodeRequest.BACKGROUND)
                    .picture());
        } catch (ImageException e) {
            System.out.println(file.getFileName() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Path copy(Path photo, String name, String change, Path folder) throws IOException {
        Path copy = folder.resolve(photo.getFileName() + "-" + name);
        if (Files.exists(copy)) {
            return copy;
        }
        var command = new ArrayList<String>(List.of("convert", photo.toString(), "-auto-orient"));
        command.addAll(List.of(change.split(" ")));
        command.add(copy.toString());
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return copy;
    }
}

package dev.vitrine.picture.jpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Decodes mutated copies of the JPEGs below a folder, on demand: `JpegFuzz folder [count [seed [largest bytes]]]`,
/// best with `-Xmx512m`.
///
/// Every outcome but a picture or a [JpegException] ends it with the seed and number of the file; so does one that
/// takes over 10 s.
final class JpegFuzz {
    private static final JpegLimits LIMITS = new JpegLimits(120_000_000, 30_000, 256 << 20, JpegFuzz::checkTime);
    private static long end;

    private JpegFuzz() {}

    public static void main(String[] args) throws IOException {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        long largest = args.length > 3 ? Long.parseLong(args[3]) : 200_000;
        List<byte[]> originals = originals(Path.of(args[0]), largest);
        Map<String, Integer> outcomes = new TreeMap<>();
        long slowest = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            var random = new Random(seed * 1_000_003 + i);
            byte[] mutant = JpegMutation.of(originals.get(random.nextInt(originals.size())), random);
            int edge = new int[] {64, 512, 2048, Integer.MAX_VALUE}[random.nextInt(4)];
            long before = System.nanoTime();
            end = before + 10_000_000_000L;
            outcomes.merge(outcome(mutant, edge, seed + "/" + i), 1, Integer::sum);
            slowest = Math.max(slowest, System.nanoTime() - before);
        }
        System.out.printf(
                "%d mutants of %d files in %.0f s, slowest %.2f s: %s%n",
                count, originals.size(), (System.nanoTime() - start) / 1e9, slowest / 1e9, outcomes);
    }

    private static void checkTime() {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException("takes over 10 s");
        }
    }

    private static List<byte[]> originals(Path folder, long largest) throws IOException {
        List<byte[]> originals = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] file = Files.size(path) <= largest ? Files.readAllBytes(path) : new byte[0];
                if (file.length > 4 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8) {
                    originals.add(file);
                }
            }
        }
        return originals;
    }

    private static String outcome(byte[] mutant, int edge, String name) {
        try {
            return JpegDecoder.decode(mutant, edge, LIMITS).damaged() ? "damaged" : "whole";
        } catch (JpegException refused) {
            return refused.getClass().getSimpleName();
        } catch (RuntimeException | Error broken) {
            throw new AssertionError("mutant " + name, broken);
        }
    }
}

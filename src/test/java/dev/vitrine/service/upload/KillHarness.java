package dev.vitrine.service.upload;

import dev.vitrine.service.upload.KilledQueue.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Kills uploading processes, as often as told (100 times by default): every other one at one of the points of {@link Point}, the rest at random
/// moments. Prints how many died, how many libraries were filled, and every violation. Run on demand.
public final class KillHarness {
    private static final int FILES = 250;
    private static final long LONGEST_NANOS = 500_000_000;

    private KillHarness() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int wanted = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        var random = new Random(seed);
        var points = List.of(Point.WALKING, Point.BEFORE_BYTES, Point.AFTER_BYTES, Point.BEFORE_ROW, Point.AFTER_ROW, Point.AFTER_SOME_ENDS);
        var wrong = new ArrayList<String>();
        int atPoints = 0;
        int atRandom = 0;
        int libraries = 0;
        while (atPoints + atRandom < wanted) {
            var queue = new KilledQueue(Files.createTempDirectory("vitrine-kill"), FILES);
            boolean finished = false;
            while (!finished && atPoints + atRandom < wanted) {
                if (atRandom <= atPoints) {
                    finished = queue.runAndKillAfter(random.nextLong(LONGEST_NANOS));
                    atRandom += finished ? 0 : 1;
                } else {
                    finished = queue.run(points.get(atPoints % points.size()), 1 + random.nextInt(12));
                    atPoints += finished ? 0 : 1;
                }
                wrong.addAll(queue.violations());
            }
            if (!finished && !queue.run(Point.NOWHERE, 0)) {
                wrong.add("the last run did not come to its end");
            }
            wrong.addAll(queue.violationsAtTheEnd());
            libraries++;
            queue.remove();
        }
        System.out.printf("seed %d: %d killed at random moments, %d at chosen points, %d libraries filled, %d violations%n",
                seed, atRandom, atPoints, libraries, wrong.size());
        wrong.forEach(System.out::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}

package dev.vitrine.service.upload;

import dev.vitrine.service.upload.KilledQueue.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Kills uploading processes, as often as told (100 times by default): every other one at one of the points of {@link
/// Point}, the rest at random moments. Prints how many died, how many libraries were filled, and every violation. Run
/// on demand.
///
/// Arguments: times, seed (`-` for a new one), `cloud` for libraries in S3 and DynamoDB (the servers of the tests)
/// instead of folders.
public final class KillHarness {
    private static final int FILES = 250;
    private static final int CLOUD_FILES = 40;
    private static final long LONGEST_NANOS = 500_000_000;
    private static final long LONGEST_CLOUD_NANOS = 5_000_000_000L;

    private KillHarness() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int requested = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed =
                arguments.length > 1 && !arguments[1].equals("-") ? Long.parseLong(arguments[1]) : System.nanoTime();
        boolean cloud = arguments.length > 2 && arguments[2].equals("cloud");
        var random = new Random(seed);
        var points = List.of(
                Point.WALKING,
                Point.BEFORE_BYTES,
                Point.AFTER_BYTES,
                Point.BEFORE_ROW,
                Point.AFTER_ROW,
                Point.AFTER_SOME_ENDS);
        var wrong = new ArrayList<String>();
        int atPoints = 0;
        int atRandom = 0;
        int libraries = 0;
        int tries = 0; // a small library may end before the point is reached so often: then another one is next
        while (atPoints + atRandom < requested) {
            Path work = Files.createTempDirectory("vitrine-kill");
            KilledQueue queue = cloud ? KilledQueue.ofCloud(work, CLOUD_FILES) : new KilledQueue(work, FILES);
            boolean finished = false;
            while (!finished && atPoints + atRandom < requested) {
                if (atRandom <= atPoints) {
                    finished = queue.runAndKillAfter(random.nextLong(cloud ? LONGEST_CLOUD_NANOS : LONGEST_NANOS));
                    atRandom += finished ? 0 : 1;
                } else {
                    finished = queue.run(points.get(tries++ % points.size()), 1 + random.nextInt(cloud ? 6 : 12));
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
        System.out.printf(
                "seed %d: %d killed at random moments, %d at chosen points, %d libraries filled, %d violations%n",
                seed, atRandom, atPoints, libraries, wrong.size());
        wrong.forEach(System.out::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}

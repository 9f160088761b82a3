package dev.vitrine.simulation;

import dev.vitrine.catalog.SqliteCatalog;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/// Runs the program in simulated clouds, a seed each, and prints what was promised and not kept. Run on demand.
///
/// Arguments: how many (1,000 by default), the first seed (1), `twice` to compare two runs of each. With
/// `-Dvitrine.simulation.first=true` it ends at the first violation, with `-Dtrace` it tells what happens.
public final class SimulationHarness {
    private SimulationHarness() {}

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        boolean twice = arguments.length > 2;
        Path work = workFolder();
        List<Path> files = pictures(work);
        loadDriver(work);
        long begun = System.nanoTime();
        long turns = 0;
        long requests = 0;
        int bad = 0;
        boolean isEnough = false;
        for (long seed = first; !isEnough && seed < first + count; seed++) {
            CloudRun.Outcome outcome = CloudRun.of(seed, work, new CloudRun.Plan(files));
            turns += outcome.turns();
            requests += outcome.requests();
            if (twice && CloudRun.of(seed, work, new CloudRun.Plan(files)).fingerprint() != outcome.fingerprint()) {
                System.out.println("seed " + seed + " does not replay");
            }
            if (!outcome.wrong().isEmpty()) {
                bad++;
                isEnough = Boolean.getBoolean("vitrine.simulation.first");
                System.out.println("seed " + seed + ": " + String.join("\n    ", outcome.wrong()));
            }
        }
        CloudRun.remove(work);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d seeds from %d, %d with violations, %.1f s, %.1f a second, %d turns, %d requests%n",
                count, first, bad, seconds, count / seconds, turns, requests);
        System.exit(bad == 0 ? 0 : 1);
    }

    /// By a thread of the system: what a driver does when it is loaded is not for a simulation.
    static void loadDriver(Path work) {
        SqliteCatalog.open(work.resolve("driver.sqlite")).close();
    }

    /// In memory where there is such a place: what is written is lost with the run anyway.
    static Path workFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "vitrine-simulation")
                : Files.createTempDirectory("vitrine-simulation");
    }

    /// Small ones, all different.
    static List<Path> pictures(Path work) throws IOException {
        Path folder = Files.createDirectory(work.resolve("pictures"));
        var files = new ArrayList<Path>();
        for (int number = 0; number < 6; number++) {
            var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            var random = new Random(number);
            for (int i = 0; i < 64; i++) {
                image.setRGB(i % 8, i / 8, random.nextInt());
            }
            Path file = folder.resolve("picture-" + number + ".png");
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
        return files;
    }
}

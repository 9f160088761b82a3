package dev.vitrine.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks at disks as a power cut may leave them, a seed each, and prints what is wrong with them. Run on demand.
///
/// Arguments: how many disks (100,000 by default), the first seed (1), how many of them a run makes (1,000).
public final class PowerLossHarness {
    private PowerLossHarness() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        int perRun = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        Path memory = Path.of("/dev/shm");
        Path work = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "disks")
                : Files.createTempDirectory("disks");
        long begun = System.nanoTime();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        int bad = 0;
        for (int done = 0; done < count; done += perRun) {
            try (var run = new LocalRun(first + done, work.resolve("run-" + done))) {
                run.act(60);
                for (int disk = 0; disk < Math.min(perRun, count - done); disk++) {
                    List<String> wrong = run.powerLoss(first + done + disk, disk % 50 == 0);
                    bad += wrong.isEmpty() ? 0 : 1;
                    for (String each : wrong) {
                        String kind = each.replaceFirst("^seed .*?: ", "").replaceFirst("(: |\").*", "");
                        if (kinds.merge(kind, 1, Integer::sum) == 1) {
                            System.out.println(each);
                        }
                    }
                }
            }
            LocalRun.remove(work.resolve("run-" + done));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d disks, %d wrong, %.0f s, %.0f a second; %s%n", count, bad, seconds, count / seconds, kinds);
        System.exit(bad == 0 ? 0 : 1);
    }
}

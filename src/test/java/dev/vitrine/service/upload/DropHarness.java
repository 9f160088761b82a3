package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Drops a folder of many small pictures (100,000 by default) and tells how long the caller waited, when the first
/// upload was done, how long the walk took, what a window of the list and a snapshot cost then, and how much heap was
/// used. Run on demand, with `-Xmx` as small as it is to work.
///
/// Arguments: number of files; how many to upload before it stops (all by default); an existing folder to work in.
public final class DropHarness {
    private static final UploadForm FORM = new UploadForm("alice", List.of("many"), "", "");
    private static final int FILES_PER_FOLDER = 1000;

    private DropHarness() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long requested = arguments.length > 1 ? Long.parseLong(arguments[1]) : files;
        Path work = arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("vitrine-drop");
        Path in = work.resolve("in");
        if (Files.notExists(in)) {
            makeFiles(in, files);
        }
        try (TestLibrary library = TestLibrary.open(work.resolve("library"));
                var queue = new UploadQueue(library.images(), work.resolve("uploads.db"), 4)) {
            long start = System.nanoTime();
            queue.add(List.of(in), FORM);
            say("add() returned", start);
            var heap = new Peak();
            await(heap, () -> queue.snapshot().totals().files(UploadItem.UploadState.DONE) > 0);
            say("first upload done", start);
            await(
                    heap,
                    () -> !queue.snapshot().totals().walking()
                            && queue.snapshot().totals().all().files() > 0);
            say("walk ended, with " + queue.snapshot().totals().finished().files() + " uploaded", start);
            measureList(queue, files);
            await(
                    heap,
                    () -> queue.snapshot().totals().isIdle()
                            || queue.snapshot().totals().finished().files() >= requested);
            say(queue.snapshot().totals().finished().files() + " ended", start);
            heap.print();
            long cancel = System.nanoTime();
            queue.cancelAll();
            await(heap, () -> queue.snapshot().totals().isIdle());
            say("the rest was cancelled", cancel);
            System.out.println(queue.receipts(1).getFirst());
        }
        System.exit(0);
    }

    private static void measureList(UploadQueue queue, int files) {
        long start = System.nanoTime();
        queue.items(Set.of(UploadItem.UploadState.values()), files - 100L, 100);
        say("the last window of the list was read", start);
        start = System.nanoTime();
        queue.items(Set.of(UploadItem.UploadState.WAITING), files / 2, 100);
        say("a window in the middle of the waiting ones was read", start);
    }

    private static void say(String what, long since) {
        System.out.printf("%,10.1f ms  %s%n", (System.nanoTime() - since) / 1e6, what);
    }

    private static void await(Peak heap, java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            heap.look();
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    /// A picture and, behind its end, a number that makes it another file.
    private static void makeFiles(Path in, int files) throws IOException {
        byte[] picture = TestImages.png(1);
        for (int i = 0; i < files; i++) {
            Path folder = in.resolve("folder-%03d".formatted(i / FILES_PER_FOLDER));
            Files.createDirectories(folder);
            byte[] bytes = Arrays.copyOf(picture, picture.length + 8);
            Arrays.fill(bytes, picture.length, bytes.length, (byte) i);
            bytes[picture.length] = (byte) (i >> 8);
            bytes[picture.length + 1] = (byte) (i >> 16);
            Files.write(folder.resolve("picture-%06d.png".formatted(i)), bytes);
        }
    }

    private static final class Peak {
        private long used;

        void look() {
            used = Math.max(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        void print() {
            System.gc();
            System.out.printf(
                    "heap: %,d KB at most with garbage, %,d KB alive at the end, of %,d KB allowed%n",
                    used / 1024,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                    Runtime.getRuntime().maxMemory() / 1024);
        }
    }
}

package dev.vitrine.service.upload;

import dev.vitrine.files.Leftovers;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.store.aws.CloudTestLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A folder of pictures, a library, and processes that upload the one into the other and die on the way; afterwards it
/// counts what is wrong.
final class KilledQueue {
    static final UploadForm FORM = new UploadForm("alice", List.of("killed"), "", "");
    private static final int COPIES = 5;

    /// Where a process ends itself.
    enum Point {
        NOWHERE,
        WALKING,
        BEFORE_BYTES,
        AFTER_BYTES,
        BEFORE_ROW,
        AFTER_ROW,
        AFTER_SOME_ENDS
    }

    private final Path work;
    private final int files;
    private final Set<String> hashes = new HashSet<>();

    /// Into a bucket and a table, which outlive the processes.
    static KilledQueue ofCloud(Path work, int files) throws IOException {
        CloudTestLibrary.make(work.resolve(KilledLibrary.CLOUD));
        return new KilledQueue(work, files);
    }

    /// @param files different pictures; some copies of the first and a file that is no picture come on top
    KilledQueue(Path work, int files) throws IOException {
        this.work = work;
        this.files = files;
        Path in = TestImages.folder(work.resolve("in"), files);
        for (int i = 0; i < COPIES; i++) {
            TestImages.png(in.resolve("copy-" + i + ".png"), 0);
        }
        Files.writeString(in.resolve("notes.txt"), "no picture");
        for (int i = 0; i < files; i++) {
            hashes.add(Sha256.of(ImageSource.ofBytes("", TestImages.png(i)), read -> {}));
        }
    }

    /// @return true when the process came to its end by itself with everything uploaded
    boolean run(Point point, int times) throws IOException, InterruptedException {
        Process process = start(point, times);
        return await(process) == 0;
    }

    /// @param nanos from the moment the queue is open
    /// @return true when the process was faster
    boolean runAndKillAfter(long nanos) throws IOException, InterruptedException {
        Process process = start(Point.NOWHERE, 0);
        if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
        }
        return await(process) == 0;
    }

    private static int await(Process process) throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the uploading process hangs");
        }
        return process.exitValue();
    }

    private Process start(Point point, int times) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadChild.class.getName(),
                        work.toString(),
                        point.name(),
                        Integer.toString(times))
                .redirectErrorStream(true)
                .start();
        BufferedReader out = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null && !line.equals("ready"); line = out.readLine()) {
            said.add(line);
        }
        if (!said.isEmpty()) {
            process.destroyForcibly();
            throw new AssertionError("the uploading process said: " + String.join("\n", said));
        }
        return process;
    }

    /// What must never be, at any moment: a row without its bytes, two rows or two objects for one file, bytes that
    /// are not a source's.
    List<String> violations() throws IOException {
        var wrong = new ArrayList<String>();
        try (KilledLibrary library = KilledLibrary.open(work)) {
            Map<String, String> stored = library.originals();
            stored.forEach((id, hash) -> {
                if (!hashes.contains(hash)) {
                    wrong.add("bytes of no source: " + id);
                }
            });
            var seen = new HashSet<String>();
            for (ImageRecord row : library.rows()) {
                String hash = stored.getOrDefault(row.imageId(), "");
                if (!hash.equals(row.facts().contentSha256())) {
                    wrong.add((hash.isEmpty() ? "row without bytes: " : "row with other bytes: ") + row);
                }
                if (!seen.add(row.facts().contentSha256())) {
                    wrong.add("second row for one file: " + row);
                }
            }
            if (stored.size() > files) {
                wrong.add(stored.size() + " objects for " + files + " files");
            }
        }
        return wrong;
    }

    /// Besides, what must be when everything has ended.
    List<String> violationsAtTheEnd() throws IOException {
        var wrong = new ArrayList<>(violations());
        try (KilledLibrary library = KilledLibrary.open(work);
                var queue = new UploadQueue(library.images(), work.resolve("uploads.db"), 1)) {
            Receipt receipt = queue.receipts(1).getFirst();
            boolean addsUp = receipt.complete()
                    && receipt.selected() == files + COPIES + 1
                    && receipt.uploaded() == files
                    && receipt.duplicates() == COPIES
                    && receipt.refused() == 1;
            if (!addsUp) {
                wrong.add("the receipt does not add up: " + receipt);
            }
            if (library.rows().size() != files || library.originals().size() != files) {
                wrong.add(library.rows().size() + " rows and "
                        + library.originals().size() + " objects for " + files + " files");
            }
        }
        return wrong;
    }

    void remove() throws IOException {
        Leftovers.remove(work);
    }
}

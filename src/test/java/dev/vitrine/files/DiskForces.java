package dev.vitrine.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// What is really forced to the disk: the virtual machine itself tells of each file and folder.
public final class DiskForces {
    private DiskForces() {}

    /// What a test looks at.
    public interface Act {
        void run() throws Exception;
    }

    /// The files and folders that were waited for until they were on the disk, in that order.
    public static List<Path> during(Act act) throws Exception {
        Path dump = Files.createTempFile("forces", ".jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold().withoutStackTrace();
            recording.start();
            act.run();
            recording.stop();
            recording.dump(dump);
            return RecordingFile.readAllEvents(dump).stream()
                    .filter(event -> event.getEventType().getName().equals("jdk.FileForce"))
                    .filter(event -> event.getThread("eventThread").getJavaThreadId()
                            == Thread.currentThread().threadId())
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .map(event -> Path.of(event.getString("path")))
                    .toList();
        } finally {
            Files.delete(dump);
        }
    }
}

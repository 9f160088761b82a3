package dev.vitrine.simulation;

import dev.vitrine.Unchecked;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchRequest;
import dev.vitrine.service.upload.watch.FolderWatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A folder that somebody has watched, into which files come now and then, some of them slowly.
final class WatchActs {
    private final Actor actor;
    private final List<byte[]> pictures;
    private final String user;
    private final Path folder;
    private int files;

    WatchActs(Actor actor, List<Path> pictures, String user) {
        this.actor = actor;
        this.pictures = pictures.stream().map(WatchActs::read).toList();
        this.user = user;
        folder = actor.machine().ownFolder("watched");
    }

    private static byte[] read(Path file) {
        return Unchecked.get(() -> Files.readAllBytes(file));
    }

    void act(Machine.Open open) {
        FolderWatches watches = open.queue().watches();
        List<Status> there = watches.statuses();
        if (there.isEmpty()) {
            begin(watches);
            return;
        }
        long id = there.getFirst().folder().id();
        switch (actor.random().nextInt(8)) {
            case 0 -> {
                actor.report("pauses the folder");
                watches.pause(id);
            }
            case 1 -> {
                actor.report("resumes the folder");
                watches.resume(id);
            }
            case 2 -> {
                actor.memory().watched.clear(); // what came last may not be looked at any more
                actor.memory().hasWatchedAgain = true;
                actor.report("watches the folder no more");
                watches.remove(id);
            }
            default -> put();
        }
    }

    private void begin(FolderWatches watches) {
        Unchecked.run(() -> Files.createDirectories(folder));
        boolean existing = actor.random().nextBoolean();
        actor.report("watches a folder, " + (existing ? "with" : "without") + " what is there");
        watches.add(new WatchRequest(folder, new UploadForm(user, List.of("w"), "", ""), false, existing));
    }

    private void put() {
        Path file = folder.resolve("file-" + files++ + ".img");
        byte[] bytes = actor.any(pictures).orElseThrow();
        actor.report("puts " + file);
        try {
            if (actor.random().nextInt(3) == 0) {
                Files.write(file, Arrays.copyOf(bytes, actor.random().nextInt(bytes.length)));
                Simulation.rest(actor.random().nextInt(8_000));
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        actor.memory().watched.add(file);
    }
}

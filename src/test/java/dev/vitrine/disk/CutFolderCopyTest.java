package dev.vitrine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Unchecked;
import dev.vitrine.files.Folders;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.download.FolderCopy;
import dev.vitrine.service.download.FolderCopy.CopyPlan;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bringing a copy in a folder up to date, killed at each call of the file system and at each request: the next run
/// makes of it what it would have been, and what the person has in the folder stays.
class CutFolderCopyTest {
    private static final Progress TO_THE_END = (_, _) -> true;
    private static final FilePattern BY_USER = FilePattern.parse("{user}/{name}");

    private static final boolean IS_EVERY = Boolean.getBoolean("vitrine.test.every.failure");
    private static final int STEP = IS_EVERY ? 1 : 7;

    @TempDir
    private Path work;

    @AutoClose
    private CopiedLibrary library;

    /// @param hasLinks whether the disk knows hard links
    /// @param isFirst whether there was no copy before
    private record Kind(CaptionPlace captions, boolean isCloud, boolean hasLinks, boolean isFirst) {}

    private static Stream<Kind> kinds() {
        return Stream.of(
                        new Kind(CaptionPlace.NOWHERE, false, false, false),
                        new Kind(CaptionPlace.IN_FILES, true, true, true),
                        new Kind(CaptionPlace.SIDECARS, true, true, false),
                        new Kind(CaptionPlace.NOWHERE, true, true, true),
                        new Kind(CaptionPlace.IN_FILES, false, true, false),
                        new Kind(CaptionPlace.SIDECARS, false, false, true))
                .limit(IS_EVERY ? 6 : 3);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void killedAnywhereTheNextRunMakesTheSameCopy(Kind kind) throws IOException {
        library = kind.isCloud() ? CopiedLibrary.cloud(work) : CopiedLibrary.local(work);
        List<Map<String, String>> expected = new Run(kind, "whole").expected();
        int cuts = 0;
        boolean isOver = false;
        for (int last = 1; !isOver; last += STEP) {
            var run = new Run(kind, "cut-" + last);
            isOver = !run.killed(new KillSwitch(last, last % 2 == 0));
            run.goesOn(expected, last % 3 == 0);
            run.end();
            cuts++;
        }
        assertTrue(cuts * STEP > 80, "only " + cuts);
    }

    /// One folder, from the first copy in it to the last.
    private final class Run {
        private final Kind kind;
        private final ImpatientWorld world = new ImpatientWorld();
        private final SimulatedDisk disk;
        private final Path folder;
        private final PersonsFiles own;
        private final String name;

        Run(Kind kind, String name) throws IOException {
            this.kind = kind;
            this.name = name;
            disk = new SimulatedDisk(Files.createDirectory(work.resolve(name)));
            folder = Folders.create(disk.folder().resolve("copy"));
            own = new PersonsFiles(folder);
            own.put();
            if (!kind.hasLinks()) {
                disk.withoutLinks();
            }
            if (!kind.isFirst()) {
                sync(CopiedLibrary.Time.BEFORE);
                own.edit();
            }
        }

        List<Map<String, String>> expected() throws IOException {
            sync(CopiedLibrary.Time.NOW);
            Map<String, String> now = own.all();
            sync(CopiedLibrary.Time.LATER);
            Map<String, String> later = own.all();
            sync(CopiedLibrary.Time.LAST);
            return List.of(now, later, own.all());
        }

        boolean killed(KillSwitch killSwitch) throws IOException {
            disk.killBy(killSwitch);
            library.killBy(killSwitch);
            library.forgetFetched();
            try {
                sync(CopiedLibrary.Time.NOW);
            } catch (KillSwitch.Killed _) {
                // As meant.
            } finally {
                disk.killBy(KillSwitch.never());
                library.killBy(KillSwitch.never());
            }
            own.check(name);
            return killSwitch.hasKilled();
        }

        /// @param hasChanged whether the library has changed since it was killed
        void goesOn(List<Map<String, String>> expected, boolean hasChanged) throws IOException {
            if (!hasChanged) {
                sync(CopiedLibrary.Time.NOW);
                assertEquals(expected.getFirst(), own.all(), name);
                library.forgetFetched();
                CopyPlan again = sync(CopiedLibrary.Time.NOW);
                assertEquals(List.of(), again.requested(), name);
                assertEquals(List.of(), again.gone(), name);
                assertEquals(List.of(), library.fetched(), name);
            }
            sync(CopiedLibrary.Time.LATER);
            assertEquals(expected.get(1), own.all(), name);
            own.check(name);
            world.run(CutFolderCopyTest::passDays);
            sync(CopiedLibrary.Time.LAST);
            assertEquals(expected.get(2), own.all(), name);
            assertEquals(List.of(".vitrine-copy.jsonl", "..vitrine-copy.lock"), own.hidden(), name);
            own.check(name);
        }

        void end() {
            disk.forget();
        }

        /// With `--mirror`.
        private CopyPlan sync(CopiedLibrary.Time time) {
            var downloads = new Downloads(library.objects(), new RetryPolicy(2, Duration.ZERO));
            var copy = new FolderCopy(downloads, folder, "library", BY_USER, kind.captions());
            ImagePages images = library.images(time);
            var planned = new CopyPlan[1];
            world.run(() -> {
                planned[0] = copy.plan(images, TO_THE_END);
                copy.fetch(planned[0], TO_THE_END);
                if (!planned[0].gone().isEmpty()) {
                    copy.removeGone(planned[0]);
                }
            });
            return planned[0];
        }
    }

    private static void passDays() {
        Unchecked.run(() -> World.here().sleep(Duration.ofDays(2)));
    }
}

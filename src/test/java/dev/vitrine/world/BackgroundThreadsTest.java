package dev.vitrine.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundThreadsTest {
    private static final int NICE = 18;

    @Test
    void aThreadThatNobodyWaitsForIsOfLittlePriority() {
        Thread worker = CompletableFuture.supplyAsync(
                        Thread::currentThread, World.here().backgroundComputing())
                .join();
        assertEquals(Thread.MIN_PRIORITY, worker.getPriority());
        assertTrue(worker.isDaemon());
    }

    /// Java's own priority changes nothing there.
    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxIsToldWhenThereIsAWindow() {
        int before = niceIn(BackgroundThreads.pool());
        BackgroundThreads.yieldTo(true);
        try {
            assertEquals(Math.max(10, niceIn(Runnable::run)), niceIn(BackgroundThreads.pool()));
            assertEquals(niceIn(Runnable::run), niceIn(World.here().computing()));
        } finally {
            BackgroundThreads.yieldTo(false);
        }
        assertEquals(niceIn(Runnable::run), before);
    }

    private static int niceIn(Executor threads) {
        return CompletableFuture.supplyAsync(BackgroundThreadsTest::nice, threads)
                .join();
    }

    private static int nice() {
        try {
            String line = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(
                    line.substring(line.lastIndexOf(')') + 1).strip().split(" ")[NICE - 2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.vitrine.world;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// Threads of the system that leave the processor to those of a window whenever it wants one.
///
/// Only Windows heeds what Java says of a thread's priority: on Linux and macOS the JDK does nothing about it,
/// unless it is started with an option that warns everybody but root. So each of these threads tells its system
/// itself. Everywhere a thread may be made less urgent without any right, and none may be made more urgent again:
/// these threads do nothing else.
final class BackgroundThreads {
    private static final System.Logger LOG = System.getLogger(BackgroundThreads.class.getName());
    /// A tenth of the share of others in Linux, and of the "utility" class in macOS.
    private static final int LINUX_NICE = 10;

    private static final int MACOS_UTILITY = 0x11;

    private static volatile boolean yielding;

    private BackgroundThreads() {}

    static Executor pool() {
        ThreadFactory threads = Thread.ofPlatform()
                .name("background-compute-", 0)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory();
        return Executors.newCachedThreadPool(work -> threads.newThread(() -> {
            if (yielding) {
                Urgency.lower();
            }
            work.run();
        }));
    }

    /// @param toWindow false for a process without one, as it is at first
    static void yieldTo(boolean toWindow) {
        yielding = toWindow;
    }

    /// Apart, so that the system is asked for its functions at the first use only.
    private static final class Urgency {
        private static final Lowering LOWERING = ofThisSystem();

        private interface Lowering {
            void run() throws Throwable;
        }

        /// Of the thread that calls. One that cannot be lowered does its work nevertheless.
        static void lower() {
            try {
                LOWERING.run();
            } catch (Throwable e) { // what a method handle declares
                LOG.log(Level.DEBUG, "a thread keeps its priority", e);
            }
        }

        /// Known by the functions that only it has.
        @SuppressWarnings("restricted") // the JDK has no other way to say it
        private static Lowering ofThisSystem() {
            Linker linker = Linker.nativeLinker();
            SymbolLookup functions = linker.defaultLookup();
            Optional<MemorySegment> ofMacOs = functions.find("pthread_set_qos_class_self_np");
            if (ofMacOs.isPresent()) {
                MethodHandle set =
                        linker.downcallHandle(ofMacOs.get(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
                return () -> {
                    int _ = (int) set.invokeExact(MACOS_UTILITY, 0);
                };
            }
            Optional<MemorySegment> ofLinux = functions
                    .find("setpriority")
                    .filter(_ -> functions.find("prctl").isPresent());
            if (ofLinux.isPresent()) {
                MethodHandle set = linker.downcallHandle(
                        ofLinux.get(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
                // Of all that POSIX means by a process, Linux takes the calling thread alone.
                return () -> {
                    int _ = (int) set.invokeExact(0, 0, LINUX_NICE);
                };
            }
            return () -> {};
        }
    }
}

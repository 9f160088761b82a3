package dev.vitrine.connection.keyring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The Credential Manager of Windows, by the functions of Advapi32: its programs tell no secret that they keep.
@SuppressWarnings("restricted") // there is no other way to this library
final class WindowsCredentials implements KeyRing {
    private static final int GENERIC = 1;
    private static final int ON_THIS_MACHINE = 2;
    private static final int NOT_FOUND = 1168;

    @Override
    public void keep(String name, String secret) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
            MemorySegment credential = arena.allocate(Advapi.CREDENTIAL);
            Advapi.field("Type").set(credential, 0L, GENERIC);
            Advapi.field("TargetName").set(credential, 0L, wide(arena, target(name)));
            Advapi.field("UserName").set(credential, 0L, wide(arena, "Vitrine"));
            Advapi.field("Persist").set(credential, 0L, ON_THIS_MACHINE);
            Advapi.field("CredentialBlobSize").set(credential, 0L, bytes.length);
            Advapi.field("CredentialBlob").set(credential, 0L, arena.allocateFrom(JAVA_BYTE, bytes));
            MemorySegment error = arena.allocate(Advapi.ERROR);
            if ((int) Advapi.WRITE.invokeExact(error, credential, 0) == 0) {
                throw KeyRingProgram.noAnswer(null);
            }
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<String> find(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = arena.allocate(ADDRESS);
            MemorySegment error = arena.allocate(Advapi.ERROR);
            if ((int) Advapi.READ.invokeExact(error, wide(arena, target(name)), GENERIC, 0, found) == 0) {
                return noneUnlessFailed(error);
            }
            MemorySegment credential = found.get(ADDRESS, 0).reinterpret(Advapi.CREDENTIAL.byteSize());
            try {
                int size = (int) Advapi.field("CredentialBlobSize").get(credential, 0L);
                var blob = (MemorySegment) Advapi.field("CredentialBlob").get(credential, 0L);
                byte[] bytes = blob.reinterpret(size).toArray(JAVA_BYTE);
                return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
            } finally {
                Advapi.FREE.invokeExact(credential);
            }
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public void forget(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Advapi.ERROR);
            if ((int) Advapi.DELETE.invokeExact(error, wide(arena, target(name)), GENERIC, 0) == 0) {
                Optional<String> _ = noneUnlessFailed(error);
            }
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public boolean isThere() {
        return true;
    }

    private static Optional<String> noneUnlessFailed(MemorySegment error) {
        if (error.get(JAVA_INT, Advapi.LAST) != NOT_FOUND) {
            throw KeyRingProgram.noAnswer(null);
        }
        return Optional.empty();
    }

    private static String target(String name) {
        return "Vitrine: " + name;
    }

    private static MemorySegment wide(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    private static RuntimeException failure(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> KeyRingProgram.noAnswer(e);
        };
    }

    /// Apart, so that other systems do not look for it.
    private static final class Advapi {
        /// CREDENTIALW of wincred.h, on 64 bits.
        static final StructLayout CREDENTIAL = MemoryLayout.structLayout(
                JAVA_INT.withName("Flags"),
                JAVA_INT.withName("Type"),
                ADDRESS.withName("TargetName"),
                ADDRESS.withName("Comment"),
                JAVA_LONG.withName("LastWritten"),
                JAVA_INT.withName("CredentialBlobSize"),
                MemoryLayout.paddingLayout(4),
                ADDRESS.withName("CredentialBlob"),
                JAVA_INT.withName("Persist"),
                JAVA_INT.withName("AttributeCount"),
                ADDRESS.withName("Attributes"),
                ADDRESS.withName("TargetAlias"),
                ADDRESS.withName("UserName"));

        static final StructLayout ERROR = Linker.Option.captureStateLayout();
        static final long LAST = ERROR.byteOffset(PathElement.groupElement("GetLastError"));

        private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup("Advapi32", Arena.global());
        static final MethodHandle WRITE = function("CredWriteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        static final MethodHandle READ =
                function("CredReadW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        static final MethodHandle DELETE =
                function("CredDeleteW", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        static final MethodHandle FREE = Linker.nativeLinker()
                .downcallHandle(LIBRARY.findOrThrow("CredFree"), FunctionDescriptor.ofVoid(ADDRESS));

        private static MethodHandle function(String name, FunctionDescriptor shape) {
            return Linker.nativeLinker()
                    .downcallHandle(LIBRARY.findOrThrow(name), shape, Linker.Option.captureCallState("GetLastError"));
        }

        static VarHandle field(String name) {
            return CREDENTIAL.varHandle(PathElement.groupElement(name));
        }
    }
}

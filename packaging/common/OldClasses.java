import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Class files from before Java 6, as some libraries still ship them: the JVM keeps none of them in its ahead-of-time cache, and checks them by the slow
/// method at each start. Written in a newer form they are kept like all others; what they do stays the same.
final class OldClasses {
    private static final int FIRST_WITH_FRAMES = ClassFile.JAVA_6_VERSION;

    private OldClasses() {
    }

    static boolean isOne(ZipFile jar, ZipEntry entry) {
        if (!entry.getName().endsWith(".class")) {
            return false;
        }
        try (InputStream bytes = jar.getInputStream(entry)) {
            byte[] head = bytes.readNBytes(8);
            return ((head[6] & 0xff) << 8 | head[7] & 0xff) < FIRST_WITH_FRAMES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param jar where the class is from, with those that it names
    static byte[] renewed(byte[] old, Path jar) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            // A new pool of constants has every method written anew, which gives it its frames.
            var files = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL, ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(loader)));
            ClassTransform allButVersion = (builder, element) -> {
                if (!(element instanceof ClassFileVersion)) {
                    builder.with(element);
                }
            };
            return files.transformClass(files.parse(old), allButVersion.andThen(ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
        }
    }
}

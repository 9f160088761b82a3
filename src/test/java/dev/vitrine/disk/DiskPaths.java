package dev.vitrine.disk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// Real paths that say they belong to another file system, and what is behind them.
record DiskPaths(FileSystem system) {
    Path wrapped(Path real) {
        return (Path) Proxy.newProxyInstance(
                DiskPaths.class.getClassLoader(),
                new Class<?>[] {Path.class},
                (_, method, arguments) -> answer(real, method, arguments));
    }

    static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) ? Path.of(path.toString()) : path;
    }

    private Object answer(Path real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getFileSystem")) {
            return system;
        }
        if (method.getName().equals("equals")) {
            return arguments[0] instanceof Path other && real.equals(real(other));
        }
        Object[] behind = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < behind.length; i++) {
            behind[i] = behind[i] instanceof Path path ? real(path) : behind[i];
        }
        try {
            return inFront(method.invoke(real, behind));
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private Object inFront(Object answer) {
        return switch (answer) {
            case Path path -> wrapped(path);
            case Iterator<?> all ->
                StreamSupport.stream(((Iterable<?>) () -> cast(all)).spliterator(), false)
                        .map(part -> wrapped((Path) part))
                        .iterator();
            case null, default -> answer;
        };
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Object> cast(Iterator<?> all) {
        return (Iterator<Object>) all;
    }
}

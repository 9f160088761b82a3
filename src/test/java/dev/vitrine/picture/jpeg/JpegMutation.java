package dev.vitrine.picture.jpeg;

import java.util.Arrays;
import java.util.Random;

/// Breaks a file in one of the ways that files break, or that somebody would break them.
final class JpegMutation {
    private JpegMutation() {}

    static byte[] of(byte[] original, Random random) {
        byte[] copy = original.clone();
        int rounds = 1 + random.nextInt(4);
        for (int i = 0; i < rounds && copy.length > 4; i++) {
            copy = once(copy, random);
        }
        return copy;
    }

    private static byte[] once(byte[] file, Random random) {
        // Headers are a small part of a file and the more interesting one.
        int at = random.nextInt(random.nextBoolean() ? Math.min(file.length, 700) : file.length);
        switch (random.nextInt(6)) {
            case 0 -> file[at] = (byte) random.nextInt();
            case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> file[at] = (byte) 0xFF;
            case 3 -> {
                return Arrays.copyOf(file, Math.max(4, at));
            }
            case 4 -> {
                int length = Math.min(random.nextInt(64), file.length - at);
                System.arraycopy(file, random.nextInt(file.length - length + 1), file, at, length);
            }
            default -> {
                for (int i = at; i < Math.min(file.length, at + 20); i++) {
                    file[i] = (byte) random.nextInt();
                }
            }
        }
        return file;
    }
}

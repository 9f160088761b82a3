package dev.vitrine.picture;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Damages files as disks, networks and attackers do: flipped bits, extreme values, blocks lost, doubled or cut off.
/// Mostly near the beginning, where headers are.
final class Mutation {
    private static final int[] EXTREMES = {0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF};

    private Mutation() {}

    static byte[] of(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = place(bytes.length, random);
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3, 4 -> bytes[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
                case 5 ->
                    Arrays.fill(
                            bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) random.nextInt(256));
                default ->
                    bytes = random.nextInt(4) == 0
                            ? Arrays.copyOf(bytes, at)
                            : without(bytes, at, 1 + random.nextInt(16));
            }
        }
        return bytes;
    }

    private static int place(int length, RandomGenerator random) {
        return random.nextInt(3) == 0 ? random.nextInt(length) : random.nextInt(Math.min(length, 600));
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        return Samples.joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
    }
}

package assay.analyzer.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes the bytes of a model file as faults and attackers do.
final class ByteMutations {

    private static final int MOST_BYTES = 1 << 18;

    private final Random random;
    private final List<byte[]> seeds;

    ByteMutations(Random random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] bytes = any().clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
        int end = Math.min(bytes.length, at + length);
        switch (random.nextInt(9)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0xFF : 0));
            case 4 -> {
                return spliced(bytes, at, end, new byte[0]);
            }
            case 5 -> {
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            }
            case 6 -> {
                byte[] other = any();
                int from = random.nextInt(other.length);
                int to = Math.min(other.length, from + length);
                return spliced(bytes, at, end, Arrays.copyOfRange(other, from, to));
            }
            case 7 -> {
                byte[] number = new byte[1 + random.nextInt(10)];
                Arrays.fill(number, (byte) (0x80 | random.nextInt(128)));
                number[number.length - 1] &= 0x7F;
                return spliced(bytes, at, Math.min(bytes.length, at + number.length), number);
            }
            default -> {
                return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        if (bytes.length - (to - from) + middle.length > MOST_BYTES) {
            return bytes;
        }
        byte[] result = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}

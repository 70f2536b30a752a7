package assay.benchmark.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Raw samples in nanoseconds, one little-endian long each, appended window by window: what a
/// process measured before it died is there.
final class SampleFile {

    static final String FILE = "samples.bin";

    private SampleFile() {}

    static void append(Path file, long[] samples, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(samples, 0, count);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /// The samples in order; none where there is no file. A last one cut short is left out.
    static long[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new long[0];
        }
        LongBuffer longs =
                ByteBuffer.wrap(Files.readAllBytes(file))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer();
        long[] samples = new long[longs.remaining()];
        longs.get(samples);
        return samples;
    }
}

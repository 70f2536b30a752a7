package assay.analyzer.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ByteWindowTest {

    /// More than six windows of 16,384 bytes; 251 is prime, so that no two windows look alike.
    private static final int BYTES = 100_000;

    @TempDir private Path folder;

    private Path file() throws IOException {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return Files.write(folder.resolve("bytes"), bytes);
    }

    @Test
    void everyByteIsFoundForwardsBackwardsAndFarAhead() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            ByteWindow window = ByteWindow.over(channel);
            assertEquals(BYTES, window.size());
            for (int place : new int[] {0, 16_383, 16_384, 99_999, 70_000, 70_001, 3}) {
                assertEquals((byte) (place % 251), window.at(place), "at " + place);
            }
        }
    }

    @Test
    void copiesReachBeyondTheWindowOnBothSides() throws IOException {
        Path file = file();
        byte[] all = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteWindow window = ByteWindow.over(channel);
            window.at(20_000); // the window now begins there
            for (int[] range :
                    new int[][] {
                        {20_005, 20_010}, {19_000, 21_000}, {36_000, 37_000}, {0, BYTES}
                    }) {
                byte[] copy = new byte[range[1] - range[0] + 1];
                window.copy(range[0], copy, 1, range[1] - range[0]);
                assertArrayEquals(
                        Arrays.copyOfRange(all, range[0], range[1]),
                        Arrays.copyOfRange(copy, 1, copy.length));
            }
        }
    }

    /// A mapped file would end the process there.
    @Test
    void aFileThatIsCutOffMeanwhileIsAnError() throws IOException {
        Path file = file();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteWindow window = ByteWindow.over(channel);
            assertEquals(0, window.at(0));
            channel.truncate(50_000);
            UncheckedIOException thrown =
                    assertThrows(UncheckedIOException.class, () -> window.at(60_000));
            assertEquals(
                    "the file became shorter while it was read", thrown.getCause().getMessage());
        }
    }
}
